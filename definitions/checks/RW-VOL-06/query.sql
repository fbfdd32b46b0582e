WITH decided AS (
    SELECT municipality_code, provider_code, reference FROM request_answer WHERE answer = '1' AND reference IS NOT NULL
    UNION
    SELECT municipality_code, provider_code, reference FROM assignment_version WHERE reference IS NOT NULL
)

SELECT
    examined.message_id,
    examined.row_no,
    'Antwoord/VerzoekAntwoord' AS path,
    examined.reference AS value,
    examined.municipality_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id,
    CAST(NULL AS DATE) AS expected_on
FROM request_answer AS examined
CROSS JOIN horizon
LEFT JOIN decided
    ON
        examined.municipality_code = decided.municipality_code
        AND examined.provider_code = decided.provider_code
        AND examined.reference = decided.reference
WHERE
    examined.answer = '2'
    AND decided.reference IS NULL
    AND date_diff('day', examined.dated_on, horizon.known_on) > 56
