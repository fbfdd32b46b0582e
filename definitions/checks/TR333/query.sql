-- A claim that was refused as a whole counts as not sent: its lines are void.
WITH refused AS (SELECT DISTINCT message_id FROM claim_line WHERE line_status = 'void'),

used AS (
    SELECT
        claim.message_id, claim.row_no, claim.provider_code, claim.claim_number,
        lag(claim.message_id) OVER (
            PARTITION BY claim.provider_code, claim.claim_number ORDER BY claim.dated_on, claim.message_id
        ) AS earlier
    FROM claim
    LEFT JOIN refused ON claim.message_id = refused.message_id
    WHERE refused.message_id IS NULL
)

SELECT
    message_id,
    row_no,
    'Declaratie/DeclaratieNummer' AS path,
    claim_number AS value,
    provider_code AS owner_code,
    earlier AS related_message_id
FROM used
WHERE earlier IS NOT NULL
