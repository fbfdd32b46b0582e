-- Eén feit per traject dat volgens plan of voortijdig eindigde; de waarde is 1 bij een einde volgens plan.
SELECT
    date_trunc('month', delivered_until - INTERVAL 1 DAY)::DATE AS period,
    'as_planned' AS series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    youth_id,
    trajectory_id AS unit_id,
    CASE WHEN end_reason = '31' THEN 1 ELSE 0 END AS value
FROM care_path_step
WHERE delivered_until IS NOT NULL
    AND end_reason IN ('31', '32', '33', '34')
