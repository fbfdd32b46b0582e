-- Eén feit per begonnen traject en per verwijzer, als de verwijzer bekend is; en één per begonnen traject voor wat onbekend is.
WITH started AS (
    SELECT
        date_trunc('month', step.started_on)::DATE AS period,
        step.started_municipality_code AS municipality_code,
        step.provider_code,
        step.started_product_category AS product_category,
        step.care_form,
        step.youth_id,
        step.trajectory_id,
        referrer.referrer_type
    FROM care_path_step AS step
    LEFT JOIN trajectory_referrer AS referrer ON step.trajectory_id = referrer.trajectory_id
),

referrer AS (
    SELECT 'municipality' AS series, '01' AS referrer_type
    UNION ALL
    SELECT 'general_practitioner' AS series, '02' AS referrer_type
    UNION ALL
    SELECT 'youth_physician' AS series, '03' AS referrer_type
    UNION ALL
    SELECT 'certified_institution' AS series, '04' AS referrer_type
    UNION ALL
    SELECT 'medical_specialist' AS series, '05' AS referrer_type
    UNION ALL
    SELECT 'none' AS series, '06' AS referrer_type
    UNION ALL
    SELECT 'justice' AS series, '08' AS referrer_type
)

SELECT
    started.period,
    referrer.series,
    started.municipality_code,
    started.provider_code,
    started.product_category,
    started.care_form,
    started.youth_id,
    started.trajectory_id AS unit_id,
    CASE WHEN started.referrer_type = referrer.referrer_type THEN 1 ELSE 0 END AS value
FROM started
CROSS JOIN referrer
WHERE started.referrer_type IS NOT NULL

UNION ALL

SELECT
    period,
    'not_known' AS series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    youth_id,
    trajectory_id AS unit_id,
    CASE WHEN referrer_type IS NULL THEN 1 ELSE 0 END AS value
FROM started
