-- A budget runs until a known day.
SELECT message_no, '{prefix}{end_path}' AS path, ordinal, Budget AS value
FROM {table}
WHERE Budget IS NOT NULL AND {end} IS NULL
