-- A period that ends after the assignment has its own rule (TR308). Ends are the day after; named is the standard's last day.
SELECT
    claim_line.message_id,
    claim_line.row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/ProductPeriode/Einddatum' AS path,
    CAST(CAST(claim_line.period_until - INTERVAL 1 DAY AS DATE) AS VARCHAR) AS value,
    claim_line.provider_code AS owner_code,
    assignment.message_id AS related_message_id
FROM claim_line
INNER JOIN assignment
    ON claim_line.assignment_id = assignment.assignment_id AND claim_line.provider_code = assignment.provider_code
WHERE
    claim_line.sign = 'D' AND NOT claim_line.credited AND claim_line.line_status <> 'void'
    AND claim_line.period_until < CAST(date_trunc('month', claim_line.period_from) AS DATE) + INTERVAL 1 MONTH
    AND (assignment.valid_until IS NULL OR claim_line.period_until < assignment.valid_until)
