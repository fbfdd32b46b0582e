-- Eén feit per gemeente en kwartaal, en per vraag; praktijken zijn geen personen, er is geen drempel. Een kwartaal waarover een
-- gemeente van de regio niets opgaf is bij de voltijdbanen onbekend en niet nul: een feit zonder waarde.
WITH missing AS (
    SELECT DISTINCT
        date_trunc('quarter', calendar_month.month)::DATE AS quarter,
        municipality.municipality_code
    FROM calendar_month
    INNER JOIN municipality
        ON (municipality.valid_from IS NULL OR municipality.valid_from < calendar_month.next_month)
        AND (municipality.valid_until IS NULL OR municipality.valid_until > calendar_month.month)
    LEFT JOIN access_workforce
        ON access_workforce.gp_youth_worker_fte IS NOT NULL
        AND municipality.municipality_code = access_workforce.municipality_code
        AND date_trunc('quarter', calendar_month.month)::DATE = access_workforce.quarter
    WHERE access_workforce.quarter IS NULL
)

SELECT
    quarter AS period,
    'practices' AS series,
    municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    gp_practices_with_youth_worker AS value,
    gp_practices AS weight
FROM access_workforce
WHERE gp_practices_with_youth_worker IS NOT NULL AND gp_practices IS NOT NULL

UNION ALL

SELECT
    quarter AS period,
    'fte' AS series,
    municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    gp_youth_worker_fte AS value,
    CAST(NULL AS BIGINT) AS weight
FROM access_workforce
WHERE gp_youth_worker_fte IS NOT NULL

UNION ALL

SELECT
    quarter AS period,
    'fte' AS series,
    municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CAST(NULL AS BIGINT) AS value,
    CAST(NULL AS BIGINT) AS weight
FROM missing
