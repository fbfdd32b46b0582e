-- Eén feit per regel van de opgave en per vraag; de waarde is het aantal jongeren, dat ook voor de drempel telt. Een kwartaal
-- waarover een gemeente van de regio niets opgaf is onbekend en niet nul: een feit zonder waarde. Wie wel leverde en een groep
-- niet noemt, heeft er nul.
WITH question AS (
    SELECT
        school_absentee.quarter,
        school_absentee.municipality_code,
        'absentees' AS series,
        school_absentee.young_people
    FROM school_absentee
    WHERE school_absentee.absence_type <> 'at_risk' AND school_absentee.stage <> 'returned'
    UNION ALL
    SELECT
        school_absentee.quarter,
        school_absentee.municipality_code,
        'long_term' AS series,
        school_absentee.young_people
    FROM school_absentee
    WHERE school_absentee.absence_type <> 'at_risk'
        AND school_absentee.stage <> 'returned'
        AND school_absentee.duration <> '0_3'
    UNION ALL
    SELECT
        school_absentee.quarter,
        school_absentee.municipality_code,
        concat('type_', school_absentee.absence_type) AS series,
        school_absentee.young_people
    FROM school_absentee
    WHERE school_absentee.stage <> 'returned'
    UNION ALL
    SELECT
        school_absentee.quarter,
        school_absentee.municipality_code,
        concat('stage_', school_absentee.stage) AS series,
        school_absentee.young_people
    FROM school_absentee
    WHERE school_absentee.absence_type <> 'at_risk'
),

asked AS (
    SELECT 'absentees' AS series
    UNION ALL
    SELECT 'long_term' AS series
    UNION ALL
    SELECT 'type_absolute' AS series
    UNION ALL
    SELECT 'type_long_relative' AS series
    UNION ALL
    SELECT 'type_exemption_5a' AS series
    UNION ALL
    SELECT 'type_exemption_other' AS series
    UNION ALL
    SELECT 'type_at_risk' AS series
    UNION ALL
    SELECT 'stage_signal' AS series
    UNION ALL
    SELECT 'stage_plan' AS series
    UNION ALL
    SELECT 'stage_trajectory' AS series
    UNION ALL
    SELECT 'stage_returned' AS series
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
    series,
    municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    young_people AS value,
    young_people AS persons
FROM question

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
    CAST(NULL AS BIGINT) AS persons
FROM missing
CROSS JOIN asked
