-- Eén feit per regel van de personeelsopgave waarin intervisie is opgegeven; de waarde is het aantal deelnemers.
SELECT
    quarter AS period,
    'taking_part' AS series,
    CAST(NULL AS VARCHAR) AS municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    function_group AS unit_id,
    peer_review AS value,
    headcount AS weight,
    headcount AS persons
FROM workforce
WHERE peer_review IS NOT NULL
