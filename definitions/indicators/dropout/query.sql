-- Eén feit per beëindigd traject en per soort uitval; de waarde is 1 bij uitval en 0 bij een ander einde uit de noemer.
WITH part AS (
    SELECT
        trajectory.trajectory_id,
        trajectory.youth_id,
        trajectory.provider_code,
        trajectory.care_form,
        trajectory.delivered_until,
        trajectory.end_reason,
        delivery.municipality_code,
        delivery.product_category,
        row_number() OVER (
            PARTITION BY trajectory.trajectory_id
            ORDER BY delivery.started_on DESC, delivery.assignment_id DESC, delivery.product_category DESC
        ) AS from_last
    FROM trajectory
    INNER JOIN delivery
        ON trajectory.youth_id = delivery.youth_id
        AND trajectory.provider_code = delivery.provider_code
        AND trajectory.care_form = delivery.care_form
        AND trajectory.started_on <= delivery.started_on
        AND delivery.started_on < trajectory.delivered_until
    WHERE trajectory.end_reason IN ('31', '32', '33', '34')
),

kind AS (
    SELECT 'by_client' AS series, '32' AS end_reason
    UNION ALL
    SELECT 'premature' AS series, '32' AS end_reason
    UNION ALL
    SELECT 'premature' AS series, '33' AS end_reason
    UNION ALL
    SELECT 'premature' AS series, '34' AS end_reason
),

ended AS (
    SELECT
        date_trunc('month', part.delivered_until - INTERVAL 1 DAY)::DATE AS period,
        part.municipality_code,
        part.provider_code,
        part.product_category,
        part.care_form,
        part.youth_id,
        part.trajectory_id,
        part.end_reason,
        series.series
    FROM part
    CROSS JOIN (SELECT DISTINCT kind.series FROM kind) AS series
    WHERE part.from_last = 1
)

SELECT
    ended.period,
    ended.series,
    ended.municipality_code,
    ended.provider_code,
    ended.product_category,
    ended.care_form,
    ended.youth_id,
    ended.trajectory_id AS unit_id,
    CASE WHEN kind.series IS NULL THEN 0 ELSE 1 END AS value
FROM ended
LEFT JOIN kind ON ended.series = kind.series AND ended.end_reason = kind.end_reason
