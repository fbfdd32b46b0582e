-- Every part of an extract table that was delivered, also parts that were delivered anew since: for what came and what is missing.
SELECT message_id, table_name, slice_key, owner_code, period, row_count, known_at, known_basis, load_number
FROM kept.delivered_slice
WHERE known_at <= getvariable('moment')
