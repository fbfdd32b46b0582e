-- Eén feit per beëindigd traject; de waarde is het aantal dagen van de eerste tot en met de laatste dag zorg.
SELECT
    date_trunc('month', delivered_until - INTERVAL 1 DAY)::DATE AS period,
    'duration' AS series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    youth_id,
    trajectory_id AS unit_id,
    date_diff('day', started_on, delivered_until) AS value
FROM care_path_step
WHERE delivered_until IS NOT NULL
