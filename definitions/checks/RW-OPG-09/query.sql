-- A municipality that takes over another one grows: those are left out.
WITH counted AS (
    SELECT municipality_code, year, sum(people) AS people, min(message_id) AS message_id, min(row_no) AS row_no
    FROM population
    WHERE district_code IS NULL
    GROUP BY municipality_code, year
),

following AS (
    SELECT
        municipality_code, year, people, message_id, row_no,
        lag(people) OVER (PARTITION BY municipality_code ORDER BY year) AS earlier
    FROM counted
),

taking_over AS (SELECT DISTINCT successor_code FROM municipality WHERE successor_code IS NOT NULL)

SELECT
    following.message_id,
    following.row_no,
    'bevolking!Inwoners' AS path,
    concat(CAST(following.earlier AS VARCHAR), ' -> ', CAST(following.people AS VARCHAR)) AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM following
LEFT JOIN taking_over ON following.municipality_code = taking_over.successor_code
WHERE taking_over.successor_code IS NULL AND 10 * abs(following.people - following.earlier) > following.earlier
