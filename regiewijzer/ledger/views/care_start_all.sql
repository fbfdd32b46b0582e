-- All statements about starts (305) known at the moment, also outranked ones and removals: for the rules across messages.
SELECT
    message_id, row_no, municipality_code, provider_code, youth_id, assignment_number, assignment_id, product_category,
    product_code, assignment_valid_from, started_on, delivery_status, dated_on, known_at, known_basis, load_number
FROM kept.care_start
WHERE known_at <= getvariable('moment')
