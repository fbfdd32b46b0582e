-- From when until when a debit line is credited: while some credit line that names it stands (not refused, not void).
-- Overlapping credits hold until the last of them falls, hence the running maximum. The sign to be credited is a column, so
-- that claim lines meet it on equality alone: a further condition made that join many times as slow.
WITH credit AS (
    SELECT
        provider_code, previous_reference AS line_reference, standing_from AS credited_from,
        CASE
            WHEN decided_status IN ('rejected', 'void') THEN least(decided_at, standing_until)
            ELSE standing_until
        END AS credited_until
    FROM record.line_standing
    WHERE sign = 'C' AND previous_reference IS NOT NULL
)
SELECT
    provider_code, line_reference, 'D' AS sign, credited_from,
    max(credited_until) OVER earlier AS credited_until,
    coalesce(lead(credited_from) OVER earlier, TIMESTAMP 'infinity') AS next_from,
    row_number() OVER earlier = 1 AS is_first
FROM credit
WHERE credited_until > credited_from
WINDOW earlier AS (PARTITION BY provider_code, line_reference ORDER BY credited_from, credited_until ROWS UNBOUNDED PRECEDING)
