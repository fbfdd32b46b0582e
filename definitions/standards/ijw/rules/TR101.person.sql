-- As TR101, for a key that tells who it is: the value stays out of the finding.
SELECT message_no, '{path}' AS path, ordinal, NULL AS value
FROM {table}
QUALIFY count(*) OVER (PARTITION BY message_no, {key}) > 1
