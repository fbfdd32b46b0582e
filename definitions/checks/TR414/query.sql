-- Stops that stand, of the same delivery, in order of date; on one day the temporary one comes first. Named is the last day.
WITH ordered AS (
    SELECT
        message_id, row_no, provider_code, end_reason, delivered_until,
        lag(delivered_until) OVER (
            PARTITION BY municipality_code, provider_code, youth_id, assignment_number, started_on
            ORDER BY dated_on, CASE WHEN end_reason = '20' THEN 0 ELSE 1 END, message_id, row_no
        ) AS earlier_until,
        lag(message_id) OVER (
            PARTITION BY municipality_code, provider_code, youth_id, assignment_number, started_on
            ORDER BY dated_on, CASE WHEN end_reason = '20' THEN 0 ELSE 1 END, message_id, row_no
        ) AS earlier
    FROM care_stop
)

SELECT
    message_id,
    row_no,
    'Client/StopProducten/StopProduct/Einddatum' AS path,
    CAST(CAST(delivered_until - INTERVAL 1 DAY AS DATE) AS VARCHAR) AS value,
    provider_code AS owner_code,
    earlier AS related_message_id
FROM ordered
WHERE delivered_until < earlier_until
