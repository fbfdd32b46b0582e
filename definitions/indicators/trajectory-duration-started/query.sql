-- Eén feit per begonnen traject en per termijn; de waarde is 1 als het traject binnen de termijn eindigde.
SELECT
    date_trunc('month', step.started_on)::DATE AS period,
    term.series,
    step.started_municipality_code AS municipality_code,
    step.provider_code,
    step.started_product_category AS product_category,
    step.care_form,
    step.youth_id,
    step.trajectory_id AS unit_id,
    CASE
        WHEN term.series = 'within_6_months' AND step.delivered_until <= step.started_on + INTERVAL 6 MONTH THEN 1
        WHEN term.series = 'within_12_months' AND step.delivered_until <= step.started_on + INTERVAL 12 MONTH THEN 1
        ELSE 0
    END AS value
FROM care_path_step AS step
CROSS JOIN (
    SELECT 'within_6_months' AS series
    UNION ALL
    SELECT 'within_12_months' AS series
) AS term
