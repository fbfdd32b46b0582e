-- On the same day 'under examination' (2) counts as the earlier answer.
WITH answered AS (
    SELECT
        message_id, row_no, municipality_code, reference, answer,
        lag(answer) OVER (
            PARTITION BY municipality_code, provider_code, reference ORDER BY dated_on, answer DESC, message_id, row_no
        ) AS earlier_answer,
        lag(message_id) OVER (
            PARTITION BY municipality_code, provider_code, reference ORDER BY dated_on, answer DESC, message_id, row_no
        ) AS earlier
    FROM request_answer
)

SELECT
    message_id,
    row_no,
    'Antwoord/VerzoekAntwoord' AS path,
    reference AS value,
    municipality_code AS owner_code,
    earlier AS related_message_id
FROM answered
WHERE answer = '2' AND earlier IS NOT NULL
