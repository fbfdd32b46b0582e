-- Eén feit per beëindigd traject en per vraag: volgde er binnen een jaar zwaardere hulp, of juist alleen lichtere?
WITH weighed AS (
    SELECT
        step.trajectory_id,
        step.youth_id,
        step.municipality_code,
        step.provider_code,
        step.product_category,
        step.care_form,
        step.started_on,
        step.delivered_until,
        step.end_reason,
        kind.weight
    FROM care_path_step AS step
    INNER JOIN care_form_kind AS kind ON step.care_form = kind.care_form AND kind.weight IS NOT NULL
),

followed AS (
    SELECT
        ended.trajectory_id,
        max(later.weight) AS heaviest
    FROM weighed AS ended
    INNER JOIN weighed AS later
        ON ended.youth_id = later.youth_id
        AND later.started_on > ended.started_on
        AND later.started_on >= ended.delivered_until - INTERVAL 28 DAY
        AND later.started_on <= ended.delivered_until + INTERVAL 12 MONTH
    GROUP BY ended.trajectory_id
),

question AS (
    SELECT 'heavier' AS series
    UNION ALL
    SELECT 'heavier_after_plan' AS series
    UNION ALL
    SELECT 'only_lighter' AS series
)

SELECT
    date_trunc('quarter', ended.delivered_until - INTERVAL 1 DAY)::DATE AS period,
    question.series,
    ended.municipality_code,
    ended.provider_code,
    ended.product_category,
    ended.care_form,
    ended.youth_id,
    ended.trajectory_id AS unit_id,
    CASE
        WHEN question.series = 'only_lighter' AND followed.heaviest < ended.weight THEN 1
        WHEN question.series <> 'only_lighter' AND followed.heaviest > ended.weight THEN 1
        ELSE 0
    END AS value
FROM weighed AS ended
CROSS JOIN question
LEFT JOIN followed ON ended.trajectory_id = followed.trajectory_id
WHERE ended.delivered_until IS NOT NULL
    AND (question.series <> 'heavier_after_plan' OR ended.end_reason = '31')
