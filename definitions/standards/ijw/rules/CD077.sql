-- Budget and size exclude each other; this rule names the size, CD078 the budget.
SELECT message_no, '{prefix}Omvang' AS path, ordinal, Omvang_Volume AS value
FROM {table}
WHERE Budget IS NOT NULL AND Omvang_Volume IS NOT NULL
