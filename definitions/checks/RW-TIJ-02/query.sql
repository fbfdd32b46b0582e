-- The last year only: what was late before helps nobody.
WITH reported AS (
    SELECT
        care_stop.provider_code, CAST(date_trunc('month', care_stop.dated_on) AS DATE) AS month, count(*) AS reports,
        sum(CASE WHEN sent.ordinal - happened.ordinal > 5 THEN 1 ELSE 0 END) AS late
    FROM care_stop
    CROSS JOIN horizon
    INNER JOIN working_day AS sent ON care_stop.dated_on = sent.day
    INNER JOIN working_day AS happened ON care_stop.delivered_until = happened.day
    WHERE care_stop.delivery_status <> '3' AND care_stop.dated_on > CAST(horizon.known_on - INTERVAL 12 MONTH AS DATE)
    GROUP BY care_stop.provider_code, CAST(date_trunc('month', care_stop.dated_on) AS DATE)
)

SELECT
    CAST(NULL AS VARCHAR) AS message_id,
    CAST(NULL AS BIGINT) AS row_no,
    concat('307/', provider_code, '/', CAST(month AS VARCHAR)) AS path,
    concat(CAST(late AS VARCHAR), ' van ', CAST(reports AS VARCHAR)) AS value,
    provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM reported
WHERE late >= 10 AND 2 * late > reports
