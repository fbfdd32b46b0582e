WITH variant AS (SELECT DISTINCT provider_code, funding FROM contract)

SELECT
    contract.message_id,
    contract.row_no,
    'contracten!Uitvoeringsvariant' AS path,
    concat(contract.funding, ' <> ', registered.funding) AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM contract
INNER JOIN provider_register AS registered
    ON
        contract.provider_code = registered.provider_code
        AND contract.valid_from >= registered.valid_from
        AND (registered.valid_until IS NULL OR contract.valid_from < registered.valid_until)
LEFT JOIN variant ON registered.provider_code = variant.provider_code AND registered.funding = variant.funding
WHERE contract.funding <> registered.funding AND variant.funding IS NULL
