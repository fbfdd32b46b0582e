SELECT
    message_id,
    row_no,
    'wachttijden!Datum aanmelding' AS path,
    CAST(applied_on AS VARCHAR) AS value,
    provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM waiting_statement
WHERE CAST(applied_on + INTERVAL 36 MONTH AS DATE) < coalesce(started_on, month)
