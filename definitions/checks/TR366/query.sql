-- The lines of the claim that is answered. A claim that is not known at all has its own rule (TR376).
WITH known_claim AS (SELECT DISTINCT claim_id FROM claim),

refused AS (SELECT DISTINCT claim_id, line_reference FROM claim_decision WHERE level = 'line'),

known_line AS (
    SELECT DISTINCT claim_line.claim_id, claim_line.line_reference
    FROM claim_line
    INNER JOIN refused ON claim_line.claim_id = refused.claim_id AND claim_line.line_reference = refused.line_reference
)

SELECT
    decision.message_id,
    decision.row_no,
    'DeclaratieAntwoord/Clienten/Client/Prestaties/Prestatie/ProductReferentie' AS path,
    decision.line_reference AS value,
    decision.municipality_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id,
    CAST(NULL AS DATE) AS expected_on
FROM claim_decision AS decision
INNER JOIN known_claim ON decision.claim_id = known_claim.claim_id
LEFT JOIN known_line ON decision.claim_id = known_line.claim_id AND decision.line_reference = known_line.line_reference
WHERE decision.level = 'line' AND known_line.claim_id IS NULL
