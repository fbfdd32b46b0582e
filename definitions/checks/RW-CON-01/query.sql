-- Each tariff against the one before it of the same scope: where that lasts beyond the first day of this one, both hold.
WITH following AS (
    SELECT
        message_id, row_no, valid_from, amount_cents,
        lag(valid_from) OVER (
            PARTITION BY product_category, product_code, provider_code, contract_number, lower(trim(unit))
            ORDER BY valid_from, row_no
        ) AS earlier_from,
        lag(valid_until) OVER (
            PARTITION BY product_category, product_code, provider_code, contract_number, lower(trim(unit))
            ORDER BY valid_from, row_no
        ) AS earlier_until,
        lag(amount_cents) OVER (
            PARTITION BY product_category, product_code, provider_code, contract_number, lower(trim(unit))
            ORDER BY valid_from, row_no
        ) AS earlier_cents
    FROM tariff
)

SELECT
    message_id,
    row_no,
    'tarieven!Geldig van' AS path,
    concat(CAST(earlier_cents AS VARCHAR), ' en ', CAST(amount_cents AS VARCHAR)) AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM following
WHERE
    earlier_from IS NOT NULL
    AND amount_cents <> earlier_cents
    AND (earlier_until IS NULL OR valid_from < earlier_until)
