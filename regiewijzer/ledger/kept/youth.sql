-- Statements about youths; the last one by (dated_on, known_at, message_id) holds.
SELECT
    *,
    greatest(known_at, coalesce(min(known_at) OVER outranking, TIMESTAMP 'infinity')) AS known_until
FROM record.youth
WINDOW outranking AS (
    PARTITION BY youth_id
    ORDER BY dated_on NULLS FIRST, known_at, message_id, row_no
    ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
)
