-- Claims (323) known at the moment, also those whose header was refused: their lines are void.
SELECT
    message_id, row_no, municipality_code, provider_code, claim_id, claim_number, identification, claim_month,
    claim_dated_on, total_cents, dated_on, known_at, known_basis, load_number
FROM kept.claim
WHERE known_at <= getvariable('moment')
