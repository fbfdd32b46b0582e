-- The last day is not before the first.
SELECT message_no, '{prefix}{end_path}' AS path, ordinal, {end} AS value
FROM {table}
WHERE {end} < {begin}
