-- A row of the catalogue for a whole category covers every code of it.
WITH known AS (SELECT DISTINCT product_category, product_code FROM product)

SELECT
    tariff.message_id,
    tariff.row_no,
    'tarieven!Productcode' AS path,
    coalesce(tariff.product_code, tariff.product_category) AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM tariff
LEFT JOIN known
    ON
        tariff.product_category = known.product_category
        AND (tariff.product_code IS NULL OR known.product_code IS NULL OR tariff.product_code = known.product_code)
WHERE known.product_category IS NULL
