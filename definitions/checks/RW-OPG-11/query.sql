SELECT
    message_id,
    row_no,
    'wachttijden!Datum aanmelding' AS path,
    CAST(greatest(applied_on, coalesce(started_on, applied_on)) AS VARCHAR) AS value,
    provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM waiting_statement
WHERE greatest(applied_on, coalesce(started_on, applied_on)) >= CAST(month + INTERVAL 1 MONTH AS DATE)
