-- Eén feit per gemeente en kwartaal; de waarde is het aantal geregistreerde medewerkers, het gewicht alle medewerkers.
SELECT
    quarter AS period,
    'registered' AS series,
    municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    skj_registered AS value,
    headcount AS weight,
    headcount AS persons
FROM access_workforce
