-- Only the lines that pass the budget are found: in order of period, then of date.
WITH line AS (
    SELECT
        claim_line.message_id, claim_line.row_no, claim_line.provider_code, claim_line.assignment_id, claim_line.amount_cents,
        claim_line.period_from, claim_line.dated_on, assignment.budget_cents, assignment.message_id AS assignment_message
    FROM claim_line
    INNER JOIN assignment
        ON claim_line.assignment_id = assignment.assignment_id AND claim_line.provider_code = assignment.provider_code
    WHERE
        claim_line.sign = 'D' AND NOT claim_line.credited AND claim_line.line_status IN ('approved', 'open')
        AND assignment.budget_cents IS NOT NULL
),

passed AS (SELECT assignment_id FROM line GROUP BY assignment_id, budget_cents HAVING sum(amount_cents) > budget_cents),

running AS (
    SELECT
        line.message_id, line.row_no, line.provider_code, line.budget_cents, line.assignment_message,
        sum(line.amount_cents) OVER (
            PARTITION BY line.assignment_id
            ORDER BY line.period_from, line.dated_on, line.message_id, line.row_no
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS total
    FROM line
    INNER JOIN passed ON line.assignment_id = passed.assignment_id
)

SELECT
    message_id,
    row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/IngediendBedrag' AS path,
    concat(CAST(total AS VARCHAR), ' > ', CAST(budget_cents AS VARCHAR)) AS value,
    provider_code AS owner_code,
    assignment_message AS related_message_id
FROM running
WHERE total > budget_cents
