-- Eén feit per regel van de ureninzet en per vraag; het gewicht zijn de benodigde uren van dezelfde regel.
-- De ureninzet noemt geen jongeren. Om te weten achter hoeveel jongeren een regel staat, gaat de opgave van continuïteit ernaast
-- (trajecten van dezelfde aanbieder, gemeente, zorgvorm en kwartaal); een regel zonder die opgave telt voor de drempel als één.
WITH planned AS (
    SELECT
        planned_hours.quarter,
        planned_hours.municipality_code,
        planned_hours.provider_code,
        planned_hours.care_form,
        planned_hours.hours_needed,
        planned_hours.hours_budgeted,
        planned_hours.hours_delivered,
        coalesce(worker_continuity.trajectories, 1) AS persons
    FROM planned_hours
    LEFT JOIN worker_continuity
        ON planned_hours.provider_code = worker_continuity.provider_code
        AND planned_hours.quarter = worker_continuity.quarter
        AND planned_hours.municipality_code = worker_continuity.municipality_code
        AND planned_hours.care_form = worker_continuity.care_form
)

SELECT
    quarter AS period,
    'budgeted' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    hours_budgeted AS value,
    hours_needed AS weight,
    persons
FROM planned

UNION ALL

SELECT
    quarter AS period,
    'delivered' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    hours_delivered AS value,
    hours_needed AS weight,
    persons
FROM planned
WHERE hours_delivered IS NOT NULL
