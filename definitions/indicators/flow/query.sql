-- Eén feit per traject dat begint (instroom of doorstroom) en per traject waarna de jongere 28 dagen geen zorg heeft.
WITH started AS (
    SELECT
        date_trunc('month', started_on)::DATE AS period,
        started_municipality_code,
        provider_code,
        started_product_category,
        care_form,
        youth_id,
        trajectory_id,
        CASE WHEN days_without_care_before < 28 THEN 0 ELSE 1 END AS is_inflow,
        max(CASE WHEN days_without_care_before < 28 THEN 0 ELSE 1 END) OVER (
            PARTITION BY youth_id, date_trunc('month', started_on)
        ) AS is_inflow_this_month
    FROM care_path_step
)

SELECT
    period,
    CASE WHEN is_inflow = 1 THEN 'inflow' ELSE 'throughflow' END AS series,
    started_municipality_code AS municipality_code,
    provider_code,
    started_product_category AS product_category,
    care_form,
    youth_id,
    trajectory_id AS unit_id,
    1 AS value
FROM started
WHERE is_inflow = is_inflow_this_month

UNION ALL

SELECT
    date_trunc('month', delivered_until - INTERVAL 1 DAY)::DATE AS period,
    'outflow' AS series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    youth_id,
    trajectory_id AS unit_id,
    1 AS value
FROM care_path_step
WHERE delivered_until IS NOT NULL
    AND (days_without_care_after IS NULL OR days_without_care_after >= 28)
