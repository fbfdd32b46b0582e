WITH staffed AS (
    SELECT
        provider_code, quarter, min(message_id) AS message_id, min(row_no) AS row_no,
        sum(CASE WHEN function_group = 'management_support' THEN 0 ELSE fte END) AS fte
    FROM workforce
    GROUP BY provider_code, quarter
),

filled AS (SELECT provider_code, quarter, sum(occupied) AS occupied FROM capacity GROUP BY provider_code, quarter)

SELECT
    staffed.message_id,
    staffed.row_no,
    'personeel!Fte' AS path,
    concat(CAST(filled.occupied AS VARCHAR), ' / ', CAST(staffed.fte AS VARCHAR)) AS value,
    staffed.provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM staffed
INNER JOIN filled ON staffed.provider_code = filled.provider_code AND staffed.quarter = filled.quarter
WHERE filled.occupied >= 10 AND filled.occupied > 100 * staffed.fte
