-- A product with a code has a size.
SELECT message_no, '{prefix}Omvang' AS path, ordinal, Product_Code AS value
FROM {table}
WHERE Product_Code IS NOT NULL AND Omvang_Volume IS NULL
