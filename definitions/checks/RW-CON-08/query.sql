WITH following AS (
    SELECT
        message_id, row_no, contract_number, valid_from,
        lag(contract_number) OVER (
            PARTITION BY provider_code, lot_code, municipality_code ORDER BY valid_from, contract_number, row_no
        ) AS earlier_number,
        lag(valid_until) OVER (
            PARTITION BY provider_code, lot_code, municipality_code ORDER BY valid_from, contract_number, row_no
        ) AS earlier_until
    FROM contract
)

SELECT
    message_id,
    row_no,
    'contracten!Geldig van' AS path,
    earlier_number AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM following
WHERE earlier_number IS NOT NULL AND (earlier_until IS NULL OR valid_from < earlier_until)
