-- Of a refused line the ledger keeps the amount, of a claim the total. A reference used twice matches when one of them does.
WITH refused AS (SELECT DISTINCT claim_id, line_reference FROM claim_decision WHERE level = 'line'),

line AS (
    SELECT
        claim_line.claim_id, claim_line.line_reference, min(claim_line.message_id) AS message_id,
        min(claim_line.amount_cents) AS least, max(claim_line.amount_cents) AS most
    FROM claim_line
    INNER JOIN refused ON claim_line.claim_id = refused.claim_id AND claim_line.line_reference = refused.line_reference
    GROUP BY claim_line.claim_id, claim_line.line_reference
),

total AS (
    SELECT claim_id, min(message_id) AS message_id, min(total_cents) AS least, max(total_cents) AS most
    FROM claim
    GROUP BY claim_id
),

different AS (
    SELECT
        decision.message_id, decision.row_no, decision.municipality_code, decision.amount_cents AS cents,
        'DeclaratieAntwoord/Clienten/Client/Prestaties/Prestatie/IngediendBedrag' AS path, line.message_id AS related
    FROM claim_decision AS decision
    INNER JOIN line ON decision.claim_id = line.claim_id AND decision.line_reference = line.line_reference
    WHERE decision.level = 'line' AND decision.amount_cents <> line.least AND decision.amount_cents <> line.most
    UNION ALL
    SELECT
        decision.message_id, decision.row_no, decision.municipality_code, decision.submitted_cents AS cents,
        'DeclaratieAntwoord/TotaalIngediendBedrag' AS path, total.message_id AS related
    FROM claim_decision AS decision
    INNER JOIN total ON decision.claim_id = total.claim_id
    WHERE decision.level = 'claim' AND decision.submitted_cents <> total.least AND decision.submitted_cents <> total.most
)

SELECT
    message_id,
    row_no,
    path,
    CAST(cents AS VARCHAR) AS value,
    municipality_code AS owner_code,
    related AS related_message_id
FROM different
