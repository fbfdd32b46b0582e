-- Per regel van de opgave: één feit voor het aandeel positieve antwoorden en één voor de respons op dezelfde vraag.
SELECT
    quarter AS period,
    head AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    positive AS value,
    responses AS weight,
    responses AS persons
FROM outcome

UNION ALL

SELECT
    quarter AS period,
    concat(head, '_response') AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    responses AS value,
    ended AS weight,
    ended AS persons
FROM outcome
