-- A removal of a start needs no stop; a stop of any kind on the assignment will do here.
WITH stopped AS (SELECT DISTINCT assignment_id FROM care_stop WHERE assignment_id IS NOT NULL)

SELECT
    care_start.message_id,
    care_start.row_no,
    'Client/StartProducten/StartProduct' AS path,
    CAST(assignment.valid_until AS VARCHAR) AS value,
    care_start.provider_code AS owner_code,
    assignment.message_id AS related_message_id,
    CAST(NULL AS DATE) AS expected_on
FROM care_start
INNER JOIN assignment ON care_start.assignment_id = assignment.assignment_id
CROSS JOIN horizon
LEFT JOIN stopped ON care_start.assignment_id = stopped.assignment_id
WHERE
    stopped.assignment_id IS NULL
    AND care_start.delivery_status <> '3'
    AND assignment.valid_until > assignment.valid_from
    AND CAST(assignment.valid_until + INTERVAL 37 DAY AS DATE) < horizon.known_on
