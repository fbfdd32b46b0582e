WITH following AS (
    SELECT
        message_id, row_no, valid_from,
        max(valid_until) OVER (
            PARTITION BY product_category, product_code, provider_code, contract_number, lower(trim(unit))
            ORDER BY valid_from, row_no
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS covered_until,
        sum(CASE WHEN valid_until IS NULL THEN 1 ELSE 0 END) OVER (
            PARTITION BY product_category, product_code, provider_code, contract_number, lower(trim(unit))
            ORDER BY valid_from, row_no
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS open_before
    FROM tariff
)

SELECT
    message_id,
    row_no,
    'tarieven!Geldig van' AS path,
    CAST(covered_until AS VARCHAR) AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM following
WHERE open_before = 0 AND covered_until < valid_from
