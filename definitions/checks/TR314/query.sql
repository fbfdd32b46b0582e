-- A claim that was refused as a whole counts as not sent.
WITH used AS (
    SELECT
        message_id,
        row_no,
        provider_code,
        line_reference,
        lag(message_id) OVER (PARTITION BY provider_code, line_reference ORDER BY dated_on, message_id, row_no) AS earlier
    FROM claim_line
    WHERE line_status <> 'void' AND line_reference IS NOT NULL
)

SELECT
    message_id,
    row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/ProductReferentie/ReferentieNummer' AS path,
    line_reference AS value,
    provider_code AS owner_code,
    earlier AS related_message_id
FROM used
WHERE earlier IS NOT NULL
