-- The last statement of each youth that gives a birth_month: it may be unknown in a later one, and must not make us forget it.
-- An interval of its own, because a value may only be carried from statements that were known at the time.
SELECT
    youth_id, birth_month, known_at,
    greatest(known_at, coalesce(min(known_at) OVER outranking, TIMESTAMP 'infinity')) AS known_until
FROM record.youth
WHERE birth_month IS NOT NULL
WINDOW outranking AS (
    PARTITION BY youth_id
    ORDER BY dated_on NULLS FIRST, known_at, message_id, row_no
    ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
)
