-- Claim lines (323) with what holds at the moment: void when the header was refused (the claim counts as not sent),
-- open until an answer (325) is known, rejected when the answer lists the line, else approved. `credited`: a credit line
-- that names this one stands.
SELECT
    message_id, row_no, municipality_code, provider_code, claim_id, claim_number, claim_month, youth_id,
    line_reference, previous_reference, assignment_number, assignment_id, product_category, product_code, period_from,
    period_until, volume, unit, tariff_cents, sign, amount_cents, dated_on, known_at, known_basis, load_number,
    CASE WHEN decided_at <= getvariable('moment') THEN decided_status ELSE 'open' END AS line_status,
    coalesce(credited_from <= getvariable('moment') AND credited_until > getvariable('moment'), FALSE) AS credited
FROM kept.claim_line
WHERE standing_from <= getvariable('moment') AND standing_until > getvariable('moment')
