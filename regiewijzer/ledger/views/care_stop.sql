-- The statement that holds for each stop (307); status 3 removes it.
SELECT
    message_id, row_no, municipality_code, provider_code, youth_id, assignment_number, assignment_id, product_category,
    product_code, assignment_valid_from, started_on, delivered_until, end_reason, delivery_status, dated_on, known_at,
    known_basis, load_number
FROM kept.care_stop
WHERE known_at <= getvariable('moment') AND known_until > getvariable('moment') AND delivery_status IS DISTINCT FROM '3'
