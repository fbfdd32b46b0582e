-- Eén feit per regel van de opgave waarin bekend is of de jongeren jeugdhulp krijgen, en per vraag. Een kwartaal waarover een
-- gemeente van de regio niets opgaf is onbekend en niet nul: een feit zonder waarde. Wie wel leverde en een groep niet noemt,
-- heeft er nul.
WITH absentee AS (
    SELECT
        quarter,
        municipality_code,
        in_care,
        never_to_school,
        young_people
    FROM school_absentee
    WHERE absence_type <> 'at_risk' AND stage <> 'returned' AND in_care IS NOT NULL
),

asked AS (
    SELECT 'in_care' AS series
    UNION ALL
    SELECT 'never_to_school' AS series
),

missing AS (
    SELECT DISTINCT
        date_trunc('quarter', calendar_month.month)::DATE AS quarter,
        municipality.municipality_code
    FROM calendar_month
    INNER JOIN municipality
        ON (municipality.valid_from IS NULL OR municipality.valid_from < calendar_month.next_month)
        AND (municipality.valid_until IS NULL OR municipality.valid_until > calendar_month.month)
    LEFT JOIN delivered_slice
        ON delivered_slice.table_name = 'school_absentee'
        AND municipality.municipality_code = delivered_slice.owner_code
        AND date_trunc('quarter', calendar_month.month)::DATE = delivered_slice.period
    WHERE delivered_slice.period IS NULL
)

SELECT
    quarter AS period,
    'in_care' AS series,
    municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    young_people AS value,
    CAST(NULL AS BIGINT) AS weight,
    young_people AS persons
FROM absentee
WHERE in_care

UNION ALL

SELECT
    quarter AS period,
    'never_to_school' AS series,
    municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    young_people AS value,
    CAST(NULL AS BIGINT) AS weight,
    young_people AS persons
FROM absentee
WHERE in_care AND never_to_school

UNION ALL

SELECT DISTINCT
    delivered_slice.period,
    asked.series,
    delivered_slice.owner_code AS municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    0 AS value,
    CAST(NULL AS BIGINT) AS weight,
    0 AS persons
FROM delivered_slice
CROSS JOIN asked
WHERE delivered_slice.table_name = 'school_absentee'

UNION ALL

SELECT
    missing.quarter AS period,
    asked.series,
    missing.municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CAST(NULL AS BIGINT) AS value,
    CAST(NULL AS BIGINT) AS weight,
    CAST(NULL AS BIGINT) AS persons
FROM missing
CROSS JOIN asked

UNION ALL

SELECT
    quarter AS period,
    'share_in_care' AS series,
    municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CASE WHEN in_care THEN young_people ELSE 0 END AS value,
    young_people AS weight,
    young_people AS persons
FROM absentee
