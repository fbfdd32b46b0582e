-- Eén feit per regel van de personeelsopgave en per functiegroep; de waarde is nul bij de andere groepen, het gewicht
-- zijn alle banen, zodat de aandelen van een aanbieder en van de regio samen 100 % zijn.
WITH mix AS (
    SELECT DISTINCT function_group FROM workforce
)

SELECT
    workforce.quarter AS period,
    mix.function_group AS series,
    CAST(NULL AS VARCHAR) AS municipality_code,
    workforce.provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    workforce.function_group AS unit_id,
    CASE WHEN workforce.function_group = mix.function_group THEN workforce.fte ELSE 0 END AS value,
    workforce.fte AS weight,
    workforce.headcount AS persons
FROM workforce
CROSS JOIN mix
