SELECT
    decision.message_id,
    decision.row_no,
    'DeclaratieAntwoord/TotaalIngediendBedrag' AS path,
    concat(CAST(decision.submitted_cents AS VARCHAR), ' <> ', CAST(claim.total_cents AS VARCHAR)) AS value,
    decision.municipality_code AS owner_code,
    claim.message_id AS related_message_id
FROM claim_decision AS decision
INNER JOIN claim ON decision.claim_id = claim.claim_id AND decision.claim_identification = claim.identification
WHERE decision.level = 'claim' AND decision.submitted_cents <> claim.total_cents
