WITH started AS (SELECT DISTINCT assignment_id FROM care_start_all WHERE assignment_id IS NOT NULL),

claimed AS (
    SELECT assignment_id, min(period_from) AS period_from
    FROM claim_line
    WHERE sign = 'D' AND NOT credited AND line_status IN ('open', 'approved') AND assignment_id IS NOT NULL
    GROUP BY assignment_id
),

silent AS (
    SELECT claimed.assignment_id, claimed.period_from
    FROM claimed
    INNER JOIN assignment ON claimed.assignment_id = assignment.assignment_id
    LEFT JOIN started ON claimed.assignment_id = started.assignment_id
    WHERE started.assignment_id IS NULL
),

first_line AS (
    SELECT
        line.message_id, line.row_no, line.assignment_number, line.provider_code, line.period_from,
        row_number() OVER (PARTITION BY line.assignment_id ORDER BY line.message_id, line.row_no) AS place
    FROM claim_line AS line
    INNER JOIN silent ON line.assignment_id = silent.assignment_id AND line.period_from = silent.period_from
    WHERE line.sign = 'D' AND NOT line.credited AND line.line_status IN ('open', 'approved')
)

SELECT
    message_id,
    row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/ToewijzingNummer' AS path,
    CAST(assignment_number AS VARCHAR) AS value,
    provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id,
    period_from AS expected_on
FROM first_line
WHERE place = 1
