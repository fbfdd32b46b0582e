-- Every version counts: a withdrawn assignment is known as well, and has its own rule (TR384).
WITH assigned AS (SELECT DISTINCT assignment_id, provider_code FROM assignment_version)

SELECT
    claim_line.message_id,
    claim_line.row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/ToewijzingNummer' AS path,
    CAST(claim_line.assignment_number AS VARCHAR) AS value,
    claim_line.provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id,
    claim_line.period_from AS expected_on
FROM claim_line
LEFT JOIN assigned
    ON claim_line.assignment_id = assigned.assignment_id AND claim_line.provider_code = assigned.provider_code
WHERE
    claim_line.sign = 'D' AND NOT claim_line.credited AND claim_line.line_status <> 'void'
    AND assigned.assignment_id IS NULL
