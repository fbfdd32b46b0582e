-- One row per answer, whatever it decides. A claim message that was refused inside (level 2) was received as well.
WITH answer AS (
    SELECT message_id, municipality_code, provider_code, claim_identification
    FROM claim_decision
    GROUP BY message_id, municipality_code, provider_code, claim_identification
),

sent AS (
    SELECT DISTINCT municipality_code, provider_code, identification
    FROM message
    WHERE message_type = '323'
)

SELECT
    answer.message_id,
    CAST(NULL AS BIGINT) AS row_no,
    'Header/DeclaratieIdentificatie/Identificatie' AS path,
    answer.claim_identification AS value,
    answer.municipality_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id,
    CAST(NULL AS DATE) AS expected_on
FROM answer
LEFT JOIN sent
    ON
        answer.municipality_code = sent.municipality_code
        AND answer.provider_code = sent.provider_code
        AND answer.claim_identification = sent.identification
WHERE sent.identification IS NULL
