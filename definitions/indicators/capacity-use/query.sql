-- Eén feit per regel van de capaciteitsopgave en per vraag; op elke bezette plaats is één jongere, dat telt voor de drempel. De
-- bezetting is een verhouding van plaatsen (decimaal): lege plaatsen zijn geen mensen die bescherming vragen. Een kwartaal
-- waarover een aanbieder niets opgaf is bij het aantal plaatsen onbekend en niet nul: een feit zonder waarde. Geeft niemand
-- ooit iets op, dan is elk kwartaal onbekend.
WITH missing AS (
    SELECT DISTINCT
        date_trunc('quarter', calendar_month.month)::DATE AS quarter,
        stating.municipality_code,
        stating.provider_code,
        stating.care_form
    FROM calendar_month
    CROSS JOIN (
        SELECT DISTINCT capacity.municipality_code, capacity.provider_code, capacity.care_form
        FROM capacity
        WHERE capacity.places > 0
    ) AS stating
    LEFT JOIN delivered_slice
        ON delivered_slice.table_name = 'capacity'
        AND stating.provider_code = delivered_slice.owner_code
        AND date_trunc('quarter', calendar_month.month)::DATE = delivered_slice.period
    WHERE delivered_slice.period IS NULL
)

SELECT
    quarter AS period,
    'occupancy' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CAST(occupied AS DECIMAL(18, 2)) AS value,
    CAST(places AS DECIMAL(18, 2)) AS weight,
    occupied AS persons
FROM capacity
WHERE places > 0 OR occupied > 0

UNION ALL

SELECT
    quarter AS period,
    'places' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    places AS value,
    CAST(NULL AS BIGINT) AS weight,
    CAST(NULL AS BIGINT) AS persons
FROM capacity
WHERE places > 0 OR occupied > 0

UNION ALL

SELECT
    quarter AS period,
    'places' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CAST(NULL AS BIGINT) AS value,
    CAST(NULL AS BIGINT) AS weight,
    CAST(NULL AS BIGINT) AS persons
FROM missing

UNION ALL

SELECT DISTINCT
    date_trunc('quarter', month)::DATE AS period,
    'places' AS series,
    CAST(NULL AS VARCHAR) AS municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CAST(NULL AS BIGINT) AS value,
    CAST(NULL AS BIGINT) AS weight,
    CAST(NULL AS BIGINT) AS persons
FROM calendar_month
WHERE NOT EXISTS (SELECT 1 FROM delivered_slice WHERE delivered_slice.table_name = 'capacity')
