WITH told AS (
    SELECT provider_code, half_year, youth_id, min(message_id) AS message_id
    FROM cbs_care
    WHERE youth_id IS NOT NULL AND district_code IS NOT NULL
    GROUP BY provider_code, half_year, youth_id
),

met AS (
    SELECT DISTINCT provider_code, youth_id FROM care_start
    UNION
    SELECT DISTINCT provider_code, youth_id FROM assignment
),

counted AS (
    SELECT
        told.provider_code, told.half_year, min(told.message_id) AS message_id, count(*) AS youths,
        sum(CASE WHEN met.youth_id IS NULL THEN 1 ELSE 0 END) AS strangers
    FROM told
    LEFT JOIN met ON told.provider_code = met.provider_code AND told.youth_id = met.youth_id
    GROUP BY told.provider_code, told.half_year
)

SELECT
    message_id,
    CAST(NULL AS BIGINT) AS row_no,
    concat('beleidsinformatie_jeugdhulp!BSN ', CAST(half_year AS VARCHAR)) AS path,
    concat(CAST(strangers AS VARCHAR), ' van ', CAST(youths AS VARCHAR)) AS value,
    provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM counted
WHERE youths >= 10 AND 5 * strangers > youths
