-- Versions of assigned products. Current is the version with the greatest (assigned_at, known_at, message_id) known so far
-- (a newer Toewijzingsdatum and -tijd wins, iJw 3.2), from its own known_at until the first later-ranked one is known.
-- A version that was outranked before it became known is never current: known_until = known_at.
SELECT
    *,
    greatest(known_at, coalesce(min(known_at) OVER outranking, TIMESTAMP 'infinity')) AS known_until
FROM record.assignment
WINDOW outranking AS (
    PARTITION BY assignment_id
    ORDER BY assigned_at NULLS FIRST, known_at, message_id, row_no
    ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
)
