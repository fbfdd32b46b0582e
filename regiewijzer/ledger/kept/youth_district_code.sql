-- The last statement of each youth that gives a district_code: most messages leave it out, and must not make us forget it.
-- An interval of its own, because a value may only be carried from statements that were known at the time.
SELECT
    youth_id, district_code, known_at,
    greatest(known_at, coalesce(min(known_at) OVER outranking, TIMESTAMP 'infinity')) AS known_until
FROM record.youth
WHERE district_code IS NOT NULL
WINDOW outranking AS (
    PARTITION BY youth_id
    ORDER BY dated_on NULLS FIRST, known_at, message_id, row_no
    ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
)
