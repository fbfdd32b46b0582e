-- Lines of requests (315, 317) known at the moment.
SELECT
    message_id, row_no, municipality_code, provider_code, youth_id, reference, line_kind, assignment_number,
    assignment_id, product_category, product_code, wanted_from, wanted_until, volume, unit, frequency, budget_cents,
    referrer_type, referrer_code, national_contract, change_reason, dated_on, known_at, known_basis, load_number
FROM kept.assignment_request
WHERE known_at <= getvariable('moment')
