-- Eén feit per regel van de personeelsopgave met een caseload; de waarde is het aantal jongeren, het gewicht de banen.
-- Achter een regel staan hooguit zo veel mensen als de kleinste van beide groepen: die telt voor de drempel.
SELECT
    quarter AS period,
    'per_fte' AS series,
    CAST(NULL AS VARCHAR) AS municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    function_group AS unit_id,
    caseload AS value,
    fte AS weight,
    least(headcount, caseload) AS persons
FROM workforce
WHERE caseload IS NOT NULL

UNION ALL

SELECT
    quarter AS period,
    'per_specialist' AS series,
    CAST(NULL AS VARCHAR) AS municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    function_group AS unit_id,
    caseload AS value,
    headcount AS weight,
    least(headcount, caseload) AS persons
FROM workforce
WHERE caseload IS NOT NULL AND function_group IN ('behavioural_scientist', 'psychiatrist')
