-- Eén feit per regel van de ervaringen, en één voor de respons; het aandeel is over antwoorden, de respons over gevraagden.
WITH asked AS (
    SELECT
        quarter,
        perspective,
        municipality_code,
        provider_code,
        invited,
        responses,
        positive
    FROM experience
    WHERE topic = 'taking_part' AND perspective IN ('youth', 'parent')
)

SELECT
    quarter AS period,
    perspective AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    positive AS value,
    responses AS weight,
    responses AS persons
FROM asked

UNION ALL

SELECT
    quarter AS period,
    concat(perspective, '_response') AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    responses AS value,
    invited AS weight,
    invited AS persons
FROM asked
