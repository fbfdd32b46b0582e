-- Eén feit per beëindigd traject en per richting; de waarde is 1 bij de richting die het werd. De richtingen tellen op tot alles.
WITH ended AS (
    SELECT
        trajectory_id,
        youth_id,
        municipality_code,
        provider_code,
        product_category,
        care_form,
        delivered_until,
        CASE
            WHEN days_without_care_after < 28 OR end_reason = '38' THEN 'other_youth_care'
            WHEN end_reason = '39' THEN 'other_domain'
            WHEN end_reason = '31' THEN 'done_as_planned'
            WHEN end_reason IN ('32', '33', '34') THEN 'stopped_early'
            ELSE 'otherwise'
        END AS direction
    FROM care_path_step
    WHERE delivered_until IS NOT NULL
),

direction AS (
    SELECT 'done_as_planned' AS series
    UNION ALL
    SELECT 'stopped_early' AS series
    UNION ALL
    SELECT 'other_youth_care' AS series
    UNION ALL
    SELECT 'other_domain' AS series
    UNION ALL
    SELECT 'otherwise' AS series
)

SELECT
    date_trunc('month', ended.delivered_until - INTERVAL 1 DAY)::DATE AS period,
    direction.series,
    ended.municipality_code,
    ended.provider_code,
    ended.product_category,
    ended.care_form,
    ended.youth_id,
    ended.trajectory_id AS unit_id,
    CASE WHEN ended.direction = direction.series THEN 1 ELSE 0 END AS value
FROM ended
CROSS JOIN direction
