-- Eén feit per begonnen traject en per terugkijktermijn, en één per einde volgens plan waarna de zorg echt ophield.
WITH lookback AS (
    SELECT 'returned_in_five_years' AS series, 1826 AS days
    UNION ALL
    SELECT 'returned_in_a_year' AS series, 365 AS days
)

SELECT
    date_trunc('month', step.started_on)::DATE AS period,
    lookback.series,
    step.started_municipality_code AS municipality_code,
    step.provider_code,
    step.started_product_category AS product_category,
    step.care_form,
    step.youth_id,
    step.trajectory_id AS unit_id,
    CASE WHEN step.days_without_care_before >= 1 AND step.days_without_care_before <= lookback.days THEN 1 ELSE 0 END AS value
FROM care_path_step AS step
CROSS JOIN lookback

UNION ALL

SELECT
    date_trunc('month', step.delivered_until - INTERVAL 1 DAY)::DATE AS period,
    'again_after_plan' AS series,
    step.municipality_code,
    step.provider_code,
    step.product_category,
    step.care_form,
    step.youth_id,
    step.trajectory_id AS unit_id,
    CASE WHEN step.days_without_care_after <= 365 THEN 1 ELSE 0 END AS value
FROM care_path_step AS step
WHERE step.end_reason = '31'
    AND step.delivered_until IS NOT NULL
    AND (step.days_without_care_after IS NULL OR step.days_without_care_after >= 28)
