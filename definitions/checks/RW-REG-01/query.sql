-- Messages of a municipality outside the region. Without a region file there is nothing to hold them against.
SELECT
    message.message_id,
    CAST(NULL AS BIGINT) AS row_no,
    'Header' AS path,
    message.municipality_code AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM message
LEFT JOIN municipality ON message.municipality_code = municipality.municipality_code
WHERE
    municipality.municipality_code IS NULL
    AND message.municipality_code IS NOT NULL
    AND message.message_type IN ('301', '305', '307', '315', '317', '319', '323', '325')
    AND EXISTS (SELECT 1 FROM municipality AS known WHERE known.name IS NOT NULL)
