-- Findings inside messages and files known at the moment.
SELECT
    rule, level, severity, source_file, source_member, message_id, message_type, return_code, path, ordinal, line, value,
    owner_role, owner_code, detail, known_at, known_basis, load_number
FROM kept.finding
WHERE known_at <= getvariable('moment')
