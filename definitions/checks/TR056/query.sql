-- Return messages copy the identification of what they answer, so only messages of their own count.
WITH sent AS (
    SELECT
        message_id,
        sender_code,
        identification,
        lag(message_id) OVER (PARTITION BY sender_code, message_type, identification ORDER BY dated_on, message_id) AS earlier
    FROM message
    WHERE message_type IN ('301', '305', '307', '315', '317', '319', '323', '325') AND identification IS NOT NULL
)

SELECT
    message_id,
    CAST(NULL AS BIGINT) AS row_no,
    'Header/BerichtIdentificatie/Identificatie' AS path,
    identification AS value,
    sender_code AS owner_code,
    earlier AS related_message_id
FROM sent
WHERE earlier IS NOT NULL
