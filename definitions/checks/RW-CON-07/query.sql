WITH registered AS (SELECT DISTINCT provider_code FROM provider_register)

SELECT
    contract.message_id,
    contract.row_no,
    'contracten!Aanbieder' AS path,
    contract.provider_code AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM contract
LEFT JOIN registered ON contract.provider_code = registered.provider_code
WHERE registered.provider_code IS NULL
