-- All versions of assigned products (301) known at the moment, also outranked and removed ones.
SELECT
    message_id, row_no, municipality_code, provider_code, youth_id, assignment_id, assignment_number, product_category,
    product_code, assigned_at, valid_from, valid_until, change_reason, volume, unit, frequency, budget_cents,
    reference, legal_status, dated_on, known_at, known_basis, load_number
FROM kept.assignment
WHERE known_at <= getvariable('moment')
