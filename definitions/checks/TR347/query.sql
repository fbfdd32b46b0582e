-- A 317 has one reference for all its lines, a 315 one per product; across messages none may return.
WITH used AS (
    SELECT
        provider_code, reference, message_id,
        min(row_no) AS row_no, min(dated_on) AS dated_on,
        max(CASE WHEN line_kind = 'new' THEN 1 ELSE 0 END) AS is_new
    FROM assignment_request
    WHERE reference IS NOT NULL
    GROUP BY provider_code, reference, message_id
),

ordered AS (
    SELECT
        provider_code, reference, message_id, row_no, is_new,
        lag(message_id) OVER (PARTITION BY provider_code, reference ORDER BY dated_on, message_id) AS earlier
    FROM used
)

SELECT
    message_id,
    row_no,
    CASE
        WHEN is_new = 1 THEN 'Client/AangevraagdeProducten/AangevraagdProduct/ReferentieAanbieder'
        ELSE 'Client/Verzoek/ReferentieAanbieder'
    END AS path,
    reference AS value,
    provider_code AS owner_code,
    earlier AS related_message_id
FROM ordered
WHERE earlier IS NOT NULL
