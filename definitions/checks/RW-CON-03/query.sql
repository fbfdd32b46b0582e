WITH following AS (
    SELECT
        message_id, row_no, amount_cents,
        lag(amount_cents) OVER (
            PARTITION BY product_category, product_code, provider_code, contract_number, lower(trim(unit))
            ORDER BY valid_from, row_no
        ) AS earlier_cents
    FROM tariff
)

SELECT
    message_id,
    row_no,
    'tarieven!Tarief' AS path,
    concat(CAST(earlier_cents AS VARCHAR), ' -> ', CAST(amount_cents AS VARCHAR)) AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM following
WHERE 4 * abs(amount_cents - earlier_cents) > earlier_cents
