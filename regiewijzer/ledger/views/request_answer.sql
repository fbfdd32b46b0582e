-- Answers (319) known at the moment: a request may have several (under examination, then refused).
SELECT
    message_id, row_no, municipality_code, provider_code, reference, answer, refusal_reason, residence_municipality,
    dated_on, known_at, known_basis, load_number
FROM kept.request_answer
WHERE known_at <= getvariable('moment')
