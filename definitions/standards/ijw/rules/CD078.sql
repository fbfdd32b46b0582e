-- Budget and size exclude each other; this rule names the budget, CD077 the size.
SELECT message_no, '{prefix}Budget' AS path, ordinal, Budget AS value
FROM {table}
WHERE Budget IS NOT NULL AND Omvang_Volume IS NOT NULL
