WITH answered AS (
    SELECT municipality_code, provider_code, reference FROM request_answer WHERE reference IS NOT NULL
    UNION
    SELECT municipality_code, provider_code, reference FROM assignment_version WHERE reference IS NOT NULL
),

asked AS (
    SELECT message_id, municipality_code, provider_code, reference, dated_on, min(row_no) AS row_no
    FROM assignment_request
    WHERE line_kind <> 'keep' AND reference IS NOT NULL
    GROUP BY message_id, municipality_code, provider_code, reference, dated_on
)

SELECT
    asked.message_id,
    asked.row_no,
    'Client/Verzoek/ReferentieAanbieder' AS path,
    asked.reference AS value,
    asked.municipality_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id,
    CAST(NULL AS DATE) AS expected_on
FROM asked
CROSS JOIN horizon
INNER JOIN working_day AS asked_day ON asked.dated_on = asked_day.day
INNER JOIN working_day AS today ON horizon.known_on = today.day
LEFT JOIN answered
    ON
        asked.municipality_code = answered.municipality_code
        AND asked.provider_code = answered.provider_code
        AND asked.reference = answered.reference
WHERE answered.reference IS NULL AND today.ordinal - asked_day.ordinal > 5
