WITH known AS (SELECT DISTINCT contract_number FROM contract)

SELECT
    tariff.message_id,
    tariff.row_no,
    'tarieven!Contractnummer' AS path,
    tariff.contract_number AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM tariff
LEFT JOIN known ON tariff.contract_number = known.contract_number
WHERE tariff.contract_number IS NOT NULL AND known.contract_number IS NULL
