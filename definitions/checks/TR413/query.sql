-- Temporary stops that stand, of the same delivery, in order of date.
WITH temporary AS (
    SELECT
        message_id, row_no, provider_code, end_reason,
        lag(message_id) OVER (
            PARTITION BY municipality_code, provider_code, youth_id, assignment_number, started_on
            ORDER BY dated_on, message_id, row_no
        ) AS earlier
    FROM care_stop
    WHERE end_reason = '20'
)

SELECT
    message_id,
    row_no,
    'Client/StopProducten/StopProduct/RedenBeeindiging' AS path,
    end_reason AS value,
    provider_code AS owner_code,
    earlier AS related_message_id
FROM temporary
WHERE earlier IS NOT NULL
