-- The last statement of each youth that gives a birth_month: a later one may leave it out, and must not make us forget it.
-- An interval of its own, because a value may only be carried from statements that were known at the time. Most youths
-- have one value ever: those need no ranking.
WITH one_value AS (
    SELECT youth_id, min(birth_month) AS birth_month, min(known_at) AS known_at
    FROM record.youth
    WHERE birth_month IS NOT NULL
    GROUP BY youth_id
    HAVING min(birth_month) = max(birth_month)
)
SELECT youth_id, birth_month, known_at, TIMESTAMP 'infinity' AS known_until
FROM one_value
UNION ALL
SELECT
    youth_id, birth_month, known_at,
    greatest(known_at, coalesce(min(known_at) OVER outranking, TIMESTAMP 'infinity')) AS known_until
FROM record.youth
WHERE birth_month IS NOT NULL AND youth_id NOT IN (SELECT youth_id FROM one_value)
WINDOW outranking AS (
    PARTITION BY youth_id
    ORDER BY dated_on NULLS FIRST, known_at, message_id, row_no
    ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
)
