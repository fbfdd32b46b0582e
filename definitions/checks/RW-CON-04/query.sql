SELECT
    contract.message_id,
    contract.row_no,
    'contracten!Perceel' AS path,
    contract.lot_code AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM contract
LEFT JOIN lot ON contract.lot_code = lot.lot_code
WHERE lot.lot_code IS NULL
