-- As CS003, for the period of an address: the value stays out of the finding.
SELECT message_no, '{prefix}{end_path}' AS path, ordinal, NULL AS value
FROM {table}
WHERE {end} < {begin}
