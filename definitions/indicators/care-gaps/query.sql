-- Eén feit per overgang en per grens: duurde het langer zonder zorg dan zoveel dagen? En één per overgang met een gat: de dagen.
-- Een overgang is een beëindigd traject waarna binnen 183 dagen een nieuw traject begon.
WITH moved AS (
    SELECT
        date_trunc('year', delivered_until - INTERVAL 1 DAY)::DATE AS period,
        municipality_code,
        provider_code,
        product_category,
        care_form,
        youth_id,
        trajectory_id,
        next_care_form,
        -- Liep er andere zorg door, dan zat de jongere niet zonder.
        coalesce(days_without_care_after, 0) AS days
    FROM care_path_step
    WHERE delivered_until IS NOT NULL
        AND next_started_on <= delivered_until + INTERVAL 183 DAY
),

bound AS (
    SELECT 'over_28' AS series, 28 AS days
    UNION ALL
    SELECT 'over_0' AS series, 0 AS days
    UNION ALL
    SELECT 'over_7' AS series, 7 AS days
    UNION ALL
    SELECT 'over_14' AS series, 14 AS days
    UNION ALL
    SELECT 'over_56' AS series, 56 AS days
    UNION ALL
    SELECT 'over_91' AS series, 91 AS days
)

SELECT
    moved.period,
    bound.series,
    moved.municipality_code,
    moved.provider_code,
    moved.product_category,
    moved.care_form,
    moved.youth_id,
    moved.trajectory_id AS unit_id,
    CASE WHEN moved.days > bound.days THEN 1 ELSE 0 END AS value,
    moved.next_care_form AS next_form
FROM moved
CROSS JOIN bound

UNION ALL

SELECT
    period,
    'gap' AS series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    youth_id,
    trajectory_id AS unit_id,
    days AS value,
    next_care_form AS next_form
FROM moved
WHERE days > 0
