-- What has no budget has a product; Categorie is there whenever Product is.
SELECT message_no, '{prefix}Product' AS path, ordinal, NULL AS value
FROM {table}
WHERE Budget IS NULL AND Product_Categorie IS NULL
