-- A period only stands with kind 04, the temporary address.
SELECT message_no, '{prefix}{contact_path}Periode' AS path, ordinal, {contact}Soort AS value
FROM {table}
WHERE ({contact}Periode_Begindatum IS NOT NULL OR {contact}Periode_Einddatum IS NOT NULL)
    AND {contact}Soort IS DISTINCT FROM '04'
