-- Assignments with the same reference that were made on an earlier day; on the same day the order cannot be told.
SELECT
    answer.message_id,
    answer.row_no,
    'Antwoord' AS path,
    answer.reference AS value,
    answer.municipality_code AS owner_code,
    min(assignment_version.message_id) AS related_message_id
FROM request_answer AS answer
INNER JOIN assignment_version
    ON
        answer.municipality_code = assignment_version.municipality_code
        AND answer.provider_code = assignment_version.provider_code
        AND answer.reference = assignment_version.reference
        AND answer.dated_on > assignment_version.assigned_at
GROUP BY answer.message_id, answer.row_no, answer.reference, answer.municipality_code
