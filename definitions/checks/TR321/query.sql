-- The largest volume of one product period:
--   per day: days; per month: one, also for a broken month; in total (frequency 6): only TR322 counts;
--   per week: the weeks (Monday to Sunday) it touches, also broken ones; but euros per week (unit 83): its Sundays, and one more
--   in the period of the assignment's last Sunday (without any: of its last day) when it does not end on a Sunday.
-- Days are counted from 1 January 1900, a Monday, so whole weeks are a whole division by seven.
WITH line AS (
    SELECT
        claim_line.message_id, claim_line.row_no, claim_line.provider_code, claim_line.volume AS claimed,
        assignment.message_id AS assignment_message, assignment.unit, assignment.frequency,
        CASE
            WHEN assignment.unit = '04' AND claim_line.unit = '01' THEN 60 * assignment.volume ELSE assignment.volume
        END AS assigned,
        date_diff('day', DATE '1900-01-01', claim_line.period_from) AS first_day,
        date_diff('day', DATE '1900-01-01', claim_line.period_until) AS end_day,
        date_diff('day', DATE '1900-01-01', assignment.valid_from) AS assignment_first_day,
        date_diff('day', DATE '1900-01-01', assignment.valid_until) AS assignment_end_day
    FROM claim_line
    INNER JOIN assignment
        ON claim_line.assignment_id = assignment.assignment_id AND claim_line.provider_code = assignment.provider_code
    WHERE
        claim_line.sign = 'D' AND NOT claim_line.credited AND claim_line.line_status <> 'void'
        AND assignment.volume IS NOT NULL
        AND assignment.frequency IN ('1', '2', '4')
),

broken_week AS (
    SELECT
        message_id, row_no,
        CASE
            WHEN assignment_end_day // 7 * 7 = assignment_end_day THEN CAST(NULL AS BIGINT)
            WHEN assignment_end_day // 7 * 7 - 1 >= assignment_first_day THEN assignment_end_day // 7 * 7 - 1
            ELSE assignment_end_day - 1
        END AS counted_on
    FROM line
    WHERE frequency = '2' AND unit = '83'
),

allowed AS (
    SELECT
        line.message_id, line.row_no, line.provider_code, line.assignment_message, line.claimed,
        line.assigned * CASE
            WHEN line.frequency = '1' THEN line.end_day - line.first_day
            WHEN line.frequency = '4' THEN 1
            WHEN line.unit <> '83' THEN (line.end_day - 1) // 7 - line.first_day // 7 + 1
            WHEN broken_week.counted_on >= line.first_day AND broken_week.counted_on < line.end_day
                THEN line.end_day // 7 - line.first_day // 7 + 1
            ELSE line.end_day // 7 - line.first_day // 7
        END AS largest
    FROM line
    LEFT JOIN broken_week ON line.message_id = broken_week.message_id AND line.row_no = broken_week.row_no
)

SELECT
    message_id,
    row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/GeleverdVolume' AS path,
    concat(CAST(claimed AS VARCHAR), ' > ', CAST(largest AS VARCHAR)) AS value,
    provider_code AS owner_code,
    assignment_message AS related_message_id
FROM allowed
WHERE claimed > largest
