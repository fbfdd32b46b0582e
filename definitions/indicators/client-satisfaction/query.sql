-- Per regel van de opgave: één feit voor het aandeel tevreden, één voor het rapportcijfer (gewogen naar antwoorden) en één
-- voor de respons.
SELECT
    quarter AS period,
    perspective AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    satisfied AS value,
    responses AS weight,
    responses AS persons
FROM satisfaction

UNION ALL

SELECT
    quarter AS period,
    concat(perspective, '_mark') AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    score * responses AS value,
    responses AS weight,
    responses AS persons
FROM satisfaction
WHERE score IS NOT NULL

UNION ALL

SELECT
    quarter AS period,
    concat(perspective, '_response') AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    responses AS value,
    invited AS weight,
    invited AS persons
FROM satisfaction
