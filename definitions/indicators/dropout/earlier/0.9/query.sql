-- Eén feit per beëindigd traject en per soort uitval; de waarde is 1 bij uitval en 0 bij elk ander definitief einde.
SELECT
    date_trunc('month', step.delivered_until - INTERVAL 1 DAY)::DATE AS period,
    kind.series,
    step.municipality_code,
    step.provider_code,
    step.product_category,
    step.care_form,
    step.youth_id,
    step.trajectory_id AS unit_id,
    CASE
        WHEN step.end_reason = '32' THEN 1
        WHEN kind.series = 'premature' AND step.end_reason IN ('33', '34') THEN 1
        ELSE 0
    END AS value
FROM care_path_step AS step
CROSS JOIN (
    SELECT 'by_client' AS series
    UNION ALL
    SELECT 'premature' AS series
) AS kind
WHERE step.delivered_until IS NOT NULL
    AND step.end_reason NOT IN ('20', '36', '37')
