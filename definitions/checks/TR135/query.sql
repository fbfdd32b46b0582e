-- Dutch time runs at most two hours ahead of the clock of receipt (UTC). A moment of receipt that was taken from the date of the
-- message itself, or stated afterwards, proves nothing.
SELECT
    message_id,
    CAST(NULL AS BIGINT) AS row_no,
    'Header/BerichtIdentificatie/Dagtekening' AS path,
    CAST(dated_on AS VARCHAR) AS value,
    sender_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM message
WHERE
    message_type IN ('301', '305', '307', '315', '317', '319', '323', '325')
    AND known_basis = 'received'
    AND dated_on > known_at + INTERVAL 2 HOUR
