-- An answer has no citizen number: municipality, provider and reference are all there is to match.
WITH asked AS (SELECT DISTINCT municipality_code, provider_code, reference FROM assignment_request)

SELECT
    answer.message_id,
    answer.row_no,
    'Antwoord/ReferentieAanbieder' AS path,
    answer.reference AS value,
    answer.municipality_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id,
    CAST(NULL AS DATE) AS expected_on
FROM request_answer AS answer
LEFT JOIN asked
    ON
        answer.municipality_code = asked.municipality_code
        AND answer.provider_code = asked.provider_code
        AND answer.reference = asked.reference
WHERE asked.reference IS NULL
