SELECT
    care_start.message_id,
    care_start.row_no,
    'Client/StartProducten/StartProduct/Begindatum' AS path,
    CAST(assignment.valid_from AS VARCHAR) AS value,
    care_start.provider_code AS owner_code,
    assignment.message_id AS related_message_id
FROM care_start
INNER JOIN assignment
    ON care_start.assignment_id = assignment.assignment_id AND care_start.youth_id = assignment.youth_id
WHERE care_start.delivery_status <> '3' AND care_start.started_on < assignment.valid_from
