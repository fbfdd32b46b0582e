-- Units 14, 16, 83 and 84 are not counted per day; until the end of 2020 they could be.
SELECT message_no, '{prefix}Omvang' AS path, ordinal, Omvang_Frequentie AS value
FROM {table}
WHERE Omvang_Eenheid IN ('14', '16', '83', '84')
    AND Omvang_Frequentie NOT IN ('2', '4', '6')
    AND ({end} IS NULL OR {end} > DATE '2020-12-31')
