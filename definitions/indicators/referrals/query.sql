-- Eén feit per begonnen traject, in het jaar van de start, met de verwijzer achter de eerste toewijzing.
SELECT
    date_trunc('year', step.started_on)::DATE AS period,
    'youths' AS series,
    step.started_municipality_code AS municipality_code,
    step.provider_code,
    step.started_product_category AS product_category,
    step.care_form,
    step.youth_id,
    step.trajectory_id AS unit_id,
    1 AS value,
    coalesce(referrer.referrer_type, 'unknown') AS referrer_type
FROM care_path_step AS step
LEFT JOIN trajectory_referrer AS referrer ON step.trajectory_id = referrer.trajectory_id
