-- Who is paid a lump sum for a task states the same amount every month, and rightly so; and so does who has everyone in residence
-- in two months with as many days (July and August, December and January): of those nothing is said.
-- Nor of fewer than ten rows: with a few young people at a fixed amount a month all rows may rightly stay the same.
WITH compared AS (
    SELECT
        later.provider_code, later.month, min(later.message_id) AS message_id, min(later.row_no) AS row_no, count(*) AS compared,
        sum(CASE WHEN later.produced_cents = earlier.produced_cents THEN 1 ELSE 0 END) AS equal,
        max(later.produced_cents) AS largest
    FROM production_statement AS later
    INNER JOIN production_statement AS earlier
        ON
            later.provider_code = earlier.provider_code
            AND later.municipality_code = earlier.municipality_code
            AND later.care_form = earlier.care_form
            AND later.month = CAST(earlier.month + INTERVAL 1 MONTH AS DATE)
            AND date_diff('day', earlier.month, later.month)
            <> date_diff('day', later.month, CAST(later.month + INTERVAL 1 MONTH AS DATE))
    LEFT JOIN provider ON later.provider_code = provider.provider_code
    WHERE provider.funding IS NULL OR provider.funding <> 'task'
    GROUP BY later.provider_code, later.month
)

SELECT
    message_id,
    row_no,
    'productieopgave!Productie' AS path,
    CAST(month AS VARCHAR) AS value,
    provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM compared
WHERE compared >= 10 AND equal = compared AND largest > 0
