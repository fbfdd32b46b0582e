SELECT
    message.message_id,
    CAST(NULL AS BIGINT) AS row_no,
    'Header' AS path,
    message.municipality_code AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM message
INNER JOIN municipality_term AS accounting
    ON
        accounting.term = 'accounting'
        AND message.municipality_code = accounting.municipality_code
        AND (accounting.valid_from IS NULL OR message.dated_on >= accounting.valid_from)
        AND (accounting.valid_until IS NULL OR message.dated_on < accounting.valid_until)
WHERE message.message_type IN ('301', '323')
