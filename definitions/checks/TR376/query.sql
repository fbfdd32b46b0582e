-- An answer that refuses the header (level message) names no claim.
WITH answer AS (
    SELECT message_id, municipality_code, claim_id, claim_number
    FROM claim_decision
    WHERE claim_number IS NOT NULL
    GROUP BY message_id, municipality_code, claim_id, claim_number
),

sent AS (SELECT DISTINCT municipality_code, claim_id FROM claim)

SELECT
    answer.message_id,
    CAST(NULL AS BIGINT) AS row_no,
    'DeclaratieAntwoord/DeclaratieNummer' AS path,
    answer.claim_number AS value,
    answer.municipality_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id,
    CAST(NULL AS DATE) AS expected_on
FROM answer
LEFT JOIN sent ON answer.municipality_code = sent.municipality_code AND answer.claim_id = sent.claim_id
WHERE sent.claim_id IS NULL
