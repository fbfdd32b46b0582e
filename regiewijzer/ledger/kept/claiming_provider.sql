-- Since when we know that a provider claims at all, and from which day on we hold its claims: only then, and only from that day
-- on, does silence mean something (F1). A row for every time that an earlier day became known; the least one holds.
WITH told AS (
    SELECT provider_code, known_at, min(period_from) AS claims_from
    FROM record.claim_line
    GROUP BY provider_code, known_at
),
earliest AS (
    SELECT *, min(claims_from) OVER before AS earlier_from
    FROM told
    WINDOW before AS (PARTITION BY provider_code ORDER BY known_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT provider_code, known_at, claims_from
FROM earliest
WHERE earlier_from IS NULL OR claims_from < earlier_from
