-- Stops that stand, of the same delivery, in order of date; on one day the temporary one comes first.
WITH ordered AS (
    SELECT
        message_id, row_no, provider_code, end_reason, delivered_until,
        max(CASE WHEN end_reason <> '20' THEN message_id END) OVER (
            PARTITION BY municipality_code, provider_code, youth_id, assignment_number, started_on
            ORDER BY dated_on, CASE WHEN end_reason = '20' THEN 0 ELSE 1 END, message_id, row_no
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS earlier
    FROM care_stop
)

SELECT
    message_id,
    row_no,
    'Client/StopProducten/StopProduct' AS path,
    end_reason AS value,
    provider_code AS owner_code,
    earlier AS related_message_id
FROM ordered
WHERE earlier IS NOT NULL
