-- The largest volume over the whole assignment, counted as in TR321 but over its whole term; an assignment without end has none,
-- unless the total is given (frequency 6). Hours count as minutes, because they may be claimed as either.
-- Only the lines that pass the maximum are found: in order of period, then of date.
WITH term AS (
    SELECT
        assignment_id, provider_code, message_id, unit, frequency,
        CASE WHEN unit = '04' THEN 60 * volume ELSE volume END AS volume,
        date_diff('day', DATE '1900-01-01', valid_from) AS first_day,
        date_diff('day', DATE '1900-01-01', valid_until) AS end_day,
        12 * (extract(YEAR FROM valid_until - INTERVAL 1 DAY) - extract(YEAR FROM valid_from))
        + extract(MONTH FROM valid_until - INTERVAL 1 DAY) - extract(MONTH FROM valid_from) + 1 AS months
    FROM assignment
    WHERE volume IS NOT NULL AND (valid_until IS NOT NULL OR frequency = '6')
),

limited AS (
    SELECT
        assignment_id, provider_code, message_id, unit,
        volume * CASE
            WHEN frequency = '6' THEN 1
            WHEN frequency = '1' THEN end_day - first_day
            WHEN frequency = '4' THEN months
            WHEN unit <> '83' THEN (end_day - 1) // 7 - first_day // 7 + 1
            WHEN end_day // 7 * 7 = end_day THEN end_day // 7 - first_day // 7
            ELSE end_day // 7 - first_day // 7 + 1
        END AS largest
    FROM term
),

line AS (
    SELECT
        claim_line.message_id, claim_line.row_no, claim_line.provider_code, claim_line.assignment_id,
        claim_line.period_from, claim_line.dated_on, limited.largest, limited.message_id AS assignment_message,
        CASE WHEN limited.unit = '04' AND claim_line.unit = '04' THEN 60 * claim_line.volume ELSE claim_line.volume END AS volume
    FROM claim_line
    INNER JOIN limited
        ON claim_line.assignment_id = limited.assignment_id AND claim_line.provider_code = limited.provider_code
    WHERE claim_line.sign = 'D' AND NOT claim_line.credited AND claim_line.line_status IN ('approved', 'open')
),

passed AS (SELECT assignment_id FROM line GROUP BY assignment_id, largest HAVING sum(volume) > largest),

running AS (
    SELECT
        line.message_id, line.row_no, line.provider_code, line.largest, line.assignment_message,
        sum(line.volume) OVER (
            PARTITION BY line.assignment_id
            ORDER BY line.period_from, line.dated_on, line.message_id, line.row_no
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS total
    FROM line
    INNER JOIN passed ON line.assignment_id = passed.assignment_id
)

SELECT
    message_id,
    row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/GeleverdVolume' AS path,
    concat(CAST(total AS VARCHAR), ' > ', CAST(largest AS VARCHAR)) AS value,
    provider_code AS owner_code,
    assignment_message AS related_message_id
FROM running
WHERE total > largest
