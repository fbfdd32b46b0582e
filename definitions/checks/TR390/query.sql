-- Credit lines that stand, of the same debit line. Two in one message break a rule inside the message (TR315).
WITH credit AS (
    SELECT
        message_id, row_no, provider_code, previous_reference,
        lag(message_id) OVER (
            PARTITION BY provider_code, previous_reference ORDER BY dated_on, message_id, row_no
        ) AS earlier
    FROM claim_line
    WHERE sign = 'C' AND line_status IN ('approved', 'open') AND previous_reference IS NOT NULL
)

SELECT
    message_id,
    row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/ProductReferentie/VorigReferentieNummer' AS path,
    previous_reference AS value,
    provider_code AS owner_code,
    earlier AS related_message_id
FROM credit
WHERE earlier <> message_id
