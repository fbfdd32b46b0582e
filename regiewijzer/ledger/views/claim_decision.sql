-- Answers to claims (325) known at the moment.
SELECT
    message_id, row_no, municipality_code, provider_code, claim_id, claim_number, claim_identification, level,
    youth_id, line_reference, amount_cents, submitted_cents, approved_cents, return_codes, dated_on, known_at,
    known_basis, load_number
FROM kept.claim_decision
WHERE known_at <= getvariable('moment')
