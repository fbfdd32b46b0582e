-- Eén feit per jongere en stuk zorg dat op de laatste dag van de maand loopt, en één per groep inwoners van 0 tot en met 22 jaar.
SELECT
    calendar_month.month AS period,
    'rate' AS series,
    stretch.municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    stretch.youth_id,
    stretch.trajectory_id AS unit_id,
    1 AS value,
    CAST(NULL AS BIGINT) AS weight,
    CAST(NULL AS VARCHAR) AS age_group,
    CAST(NULL AS VARCHAR) AS sex
FROM care_stretch AS stretch
INNER JOIN calendar_month
    ON stretch.started_on < calendar_month.next_month
    AND (stretch.delivered_until IS NULL OR stretch.delivered_until >= calendar_month.next_month)

UNION ALL

SELECT
    calendar_month.month AS period,
    'rate' AS series,
    population.municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CAST(NULL AS BIGINT) AS value,
    population.people AS weight,
    CASE
        WHEN population.age < 4 THEN '0-3'
        WHEN population.age < 12 THEN '4-11'
        WHEN population.age < 18 THEN '12-17'
        ELSE '18-22'
    END AS age_group,
    population.sex
FROM population
INNER JOIN calendar_month ON date_trunc('year', calendar_month.month)::DATE = population.year
