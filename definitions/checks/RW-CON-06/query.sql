WITH following AS (
    SELECT
        message_id, row_no, product_category, product_code, valid_from,
        lag(valid_from) OVER (PARTITION BY product_category, product_code ORDER BY valid_from, row_no) AS earlier_from,
        lag(valid_until) OVER (PARTITION BY product_category, product_code ORDER BY valid_from, row_no) AS earlier_until
    FROM product
)

SELECT
    message_id,
    row_no,
    'producten!Geldig van' AS path,
    coalesce(product_code, product_category) AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM following
WHERE earlier_from IS NOT NULL AND (earlier_until IS NULL OR valid_from < earlier_until)
