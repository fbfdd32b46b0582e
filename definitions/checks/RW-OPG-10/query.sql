WITH counted AS (
    SELECT
        municipality_code, year, min(message_id) AS message_id, min(row_no) AS row_no,
        sum(CASE WHEN district_code IS NULL THEN people END) AS whole,
        sum(CASE WHEN district_code IS NOT NULL THEN people END) AS parts
    FROM population
    GROUP BY municipality_code, year
)

SELECT
    message_id,
    row_no,
    'bevolking!Wijk' AS path,
    concat(CAST(parts AS VARCHAR), ' <> ', CAST(whole AS VARCHAR)) AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM counted
WHERE 100 * abs(whole - parts) > whole
