-- Lines that stand, against the present version of their assignment.
SELECT
    claim_line.message_id,
    claim_line.row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/ProductPeriode/Begindatum' AS path,
    CAST(claim_line.period_from AS VARCHAR) AS value,
    claim_line.provider_code AS owner_code,
    assignment.message_id AS related_message_id
FROM claim_line
INNER JOIN assignment
    ON claim_line.assignment_id = assignment.assignment_id AND claim_line.provider_code = assignment.provider_code
WHERE
    claim_line.sign = 'D' AND NOT claim_line.credited AND claim_line.line_status <> 'void'
    AND claim_line.period_from < assignment.valid_from
