-- A size per week (frequency 2) runs until a known day.
SELECT message_no, '{prefix}{end_path}' AS path, ordinal, Omvang_Frequentie AS value
FROM {table}
WHERE Omvang_Frequentie = '2' AND {end} IS NULL
