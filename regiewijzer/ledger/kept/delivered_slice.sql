-- Which delivery filled which part (slice) of which extract table, and when another took its place: a later one, or of two that
-- became known at the same moment the one with the greater message_id. The earlier of those is then never current.
SELECT
    *,
    coalesce(min(known_at) OVER outranking, TIMESTAMP 'infinity') AS known_until
FROM record.delivered_slice
WINDOW outranking AS (
    PARTITION BY table_name, slice_key
    ORDER BY known_at, message_id
    ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
)
