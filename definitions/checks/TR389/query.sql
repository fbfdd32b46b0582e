-- Debit lines that stand, of the same assignment, product and period. Two in one message break a rule inside the message (TR416).
WITH claimed AS (
    SELECT
        message_id, row_no, provider_code, line_reference,
        lag(message_id) OVER (
            PARTITION BY municipality_code, provider_code, assignment_id, product_category, product_code, period_from, period_until
            ORDER BY dated_on, message_id, row_no
        ) AS earlier
    FROM claim_line
    WHERE sign = 'D' AND NOT credited AND line_status IN ('approved', 'open')
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
