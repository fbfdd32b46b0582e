-- Every message received, also refused ones (status): all that was known at the moment.
SELECT
    message_id, message_type, release, sender_code, receiver_code, municipality_code, provider_code, identification,
    dated_on, reply_to, reply_dated_on, source_file, source_member, sha256, size_bytes, row_count, status, known_at,
    known_basis, load_number
FROM kept.message
WHERE known_at <= getvariable('moment')
