-- Removals (reason 13), against approved lines that were claimed on an earlier day.
SELECT
    removal.message_id,
    removal.row_no,
    'Client/ToegewezenProducten/ToegewezenProduct' AS path,
    CAST(removal.assignment_number AS VARCHAR) AS value,
    removal.municipality_code AS owner_code,
    min(claim_line.message_id) AS related_message_id
FROM assignment_version AS removal
INNER JOIN claim_line ON removal.assignment_id = claim_line.assignment_id AND removal.assigned_at > claim_line.dated_on
WHERE
    removal.change_reason = '13'
    AND claim_line.sign = 'D' AND NOT claim_line.credited AND claim_line.line_status = 'approved'
GROUP BY removal.message_id, removal.row_no, removal.assignment_number, removal.municipality_code
