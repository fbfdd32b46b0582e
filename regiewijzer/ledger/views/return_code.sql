-- Return codes of technical answers known at the moment.
SELECT
    message_id, row_no, municipality_code, provider_code, reply_to, class_path, class_no, return_code, known_at,
    known_basis, load_number
FROM kept.return_code
WHERE known_at <= getvariable('moment')
