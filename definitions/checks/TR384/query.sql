-- Assignments of which a version is a removal (reason 13) and no version stands.
WITH withdrawn AS (
    SELECT gone.assignment_id, gone.provider_code, max(gone.message_id) AS message_id
    FROM assignment_version AS gone
    LEFT JOIN assignment ON gone.assignment_id = assignment.assignment_id
    WHERE gone.change_reason = '13' AND assignment.assignment_id IS NULL
    GROUP BY gone.assignment_id, gone.provider_code
)

SELECT
    claim_line.message_id,
    claim_line.row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie' AS path,
    CAST(claim_line.assignment_number AS VARCHAR) AS value,
    claim_line.provider_code AS owner_code,
    withdrawn.message_id AS related_message_id
FROM claim_line
INNER JOIN withdrawn
    ON claim_line.assignment_id = withdrawn.assignment_id AND claim_line.provider_code = withdrawn.provider_code
WHERE claim_line.sign = 'D' AND NOT claim_line.credited AND claim_line.line_status <> 'void'
