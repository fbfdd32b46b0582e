-- Eén feit per beëindigd traject: naar welke zorgvorm het binnen 183 dagen verder ging, of niet.
SELECT
    date_trunc('year', step.delivered_until - INTERVAL 1 DAY)::DATE AS period,
    'moved' AS series,
    step.municipality_code,
    step.provider_code,
    step.product_category,
    step.care_form,
    step.youth_id,
    step.trajectory_id AS unit_id,
    1 AS value,
    CASE
        WHEN step.next_started_on <= step.delivered_until + INTERVAL 183 DAY THEN step.next_care_form
        WHEN step.days_without_care_after <= 183 THEN 'beside'
        ELSE 'none'
    END AS next_form
FROM care_path_step AS step
WHERE step.delivered_until IS NOT NULL
