-- Eén feit per regel van de opgave van continuïteit; het gewicht is het aantal trajecten.
SELECT
    quarter AS period,
    'per_trajectory' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    worker_changes AS value,
    trajectories AS weight,
    trajectories AS persons
FROM worker_continuity

UNION ALL

SELECT
    quarter AS period,
    'with_change' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    trajectories_with_change AS value,
    trajectories AS weight,
    trajectories AS persons
FROM worker_continuity
