-- Debit lines that stand, of the same assignment, product and period. Two in one message break a rule inside the message (TR416).
-- Only periods claimed twice are put in order: ordering all is slow.
WITH repeated AS (
    SELECT provider_code, assignment_id, product_code, period_from
    FROM claim_line
    WHERE sign = 'D' AND NOT credited AND line_status IN ('approved', 'open')
    GROUP BY provider_code, assignment_id, product_code, period_from
    HAVING count(*) > 1
),

claimed AS (
    SELECT
        claim_line.message_id, claim_line.row_no, claim_line.provider_code, claim_line.line_reference,
        lag(claim_line.message_id) OVER (
            PARTITION BY
                claim_line.municipality_code, claim_line.provider_code, claim_line.assignment_id,
                claim_line.product_category, claim_line.product_code, claim_line.period_from, claim_line.period_until
            ORDER BY claim_line.dated_on, claim_line.message_id, claim_line.row_no
        ) AS earlier
    FROM claim_line
    INNER JOIN repeated
        ON
            claim_line.provider_code = repeated.provider_code
            AND claim_line.assignment_id = repeated.assignment_id
            AND claim_line.product_code = repeated.product_code
            AND claim_line.period_from = repeated.period_from
    WHERE claim_line.sign = 'D' AND NOT claim_line.credited AND claim_line.line_status IN ('approved', 'open')
)

SELECT
    message_id,
    row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie' AS path,
    line_reference AS value,
    provider_code AS owner_code,
    earlier AS related_message_id
FROM claimed
WHERE earlier <> message_id
