-- Both days of the period are in 2021 or later.
SELECT message_no, '{prefix}{period_path}' AS path, {ordinal} AS ordinal, least({period}_Begindatum, {period}_Einddatum) AS value
FROM {table}
WHERE {period}_Begindatum < DATE '2021-01-01' OR {period}_Einddatum < DATE '2021-01-01'
