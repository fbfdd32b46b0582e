-- Lines in euros (83) have no tariff; the amount was agreed.
WITH claimed AS (
    SELECT product_category, product_code, min(message_id) AS message_id
    FROM claim_line
    WHERE sign = 'D' AND NOT credited AND line_status <> 'void' AND unit <> '83'
    GROUP BY product_category, product_code
)

SELECT
    claimed.message_id,
    CAST(NULL AS BIGINT) AS row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/ProductCode' AS path,
    coalesce(claimed.product_code, claimed.product_category) AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM claimed
LEFT JOIN tariff
    ON
        claimed.product_category = tariff.product_category
        AND (tariff.product_code IS NULL OR tariff.product_code = claimed.product_code)
WHERE tariff.product_category IS NULL
