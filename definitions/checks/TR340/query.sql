-- Without an assigned code any code of the category will do.
SELECT
    claim_line.message_id,
    claim_line.row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/ProductCode' AS path,
    claim_line.product_code AS value,
    claim_line.provider_code AS owner_code,
    assignment.message_id AS related_message_id
FROM claim_line
INNER JOIN assignment
    ON claim_line.assignment_id = assignment.assignment_id AND claim_line.provider_code = assignment.provider_code
WHERE
    claim_line.sign = 'D' AND NOT claim_line.credited AND claim_line.line_status <> 'void'
    AND claim_line.product_code <> assignment.product_code
