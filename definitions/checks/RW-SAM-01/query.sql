WITH following AS (
    SELECT
        message_id, row_no, municipality_code, valid_from,
        lag(assignment_number) OVER (
            PARTITION BY municipality_code, provider_code, youth_id, product_category, product_code
            ORDER BY valid_from, assignment_number
        ) AS earlier_number,
        lag(message_id) OVER (
            PARTITION BY municipality_code, provider_code, youth_id, product_category, product_code
            ORDER BY valid_from, assignment_number
        ) AS earlier_message,
        lag(valid_until) OVER (
            PARTITION BY municipality_code, provider_code, youth_id, product_category, product_code
            ORDER BY valid_from, assignment_number
        ) AS earlier_until
    FROM assignment
    WHERE product_code IS NOT NULL AND (valid_until IS NULL OR valid_until > valid_from)
)

SELECT
    message_id,
    row_no,
    'Client/ToegewezenProducten/ToegewezenProduct' AS path,
    CAST(earlier_number AS VARCHAR) AS value,
    municipality_code AS owner_code,
    earlier_message AS related_message_id
FROM following
WHERE earlier_number IS NOT NULL AND (earlier_until IS NULL OR valid_from < earlier_until)
