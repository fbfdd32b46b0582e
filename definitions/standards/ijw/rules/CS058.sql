-- Only first delivery (1) and removal (3).
SELECT message_no, '{prefix}StatusAanlevering' AS path, ordinal, StatusAanlevering AS value
FROM {table}
WHERE StatusAanlevering NOT IN ('1', '3')
