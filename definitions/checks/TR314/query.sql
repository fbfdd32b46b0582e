-- A claim that was refused as a whole counts as not sent. Only references used twice are put in order: ordering all is slow.
WITH repeated AS (
    SELECT provider_code, line_reference
    FROM claim_line
    WHERE line_status <> 'void' AND line_reference IS NOT NULL
    GROUP BY provider_code, line_reference
    HAVING count(*) > 1
),

used AS (
    SELECT
        claim_line.message_id,
        claim_line.row_no,
        claim_line.provider_code,
        claim_line.line_reference,
        lag(claim_line.message_id) OVER (
            PARTITION BY claim_line.provider_code, claim_line.line_reference
            ORDER BY claim_line.dated_on, claim_line.message_id, claim_line.row_no
        ) AS earlier
    FROM claim_line
    INNER JOIN repeated
        ON claim_line.provider_code = repeated.provider_code AND claim_line.line_reference = repeated.line_reference
    WHERE claim_line.line_status <> 'void'
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
