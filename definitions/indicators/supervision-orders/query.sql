-- Lopend: één feit per kind en kwartaal aan het einde waarvan een maatregel liep, uit de levering over het half jaar van dat
-- kwartaal: zo telt een maatregel die in meer leveringen staat per kwartaal één keer. Een half jaar dat een instelling niet
-- leverde is onbekend en niet nul: een feit zonder waarde. Levert niemand ooit iets, dan is elk kwartaal onbekend.
-- Duur: één feit per geëindigde maatregel, naar de nieuwste levering waarin hij staat.
WITH quarter_end AS (
    SELECT
        date_trunc('quarter', month)::DATE AS quarter,
        next_month AS after_quarter
    FROM calendar_month
    WHERE date_trunc('quarter', next_month)::DATE = next_month
),

running AS (
    SELECT
        quarter_end.quarter,
        cbs_protection.municipality_code,
        cbs_protection.provider_code,
        cbs_protection.youth_id,
        row_number() OVER (
            PARTITION BY quarter_end.quarter, cbs_protection.youth_id
            ORDER BY cbs_protection.started_on, cbs_protection.provider_code, cbs_protection.row_no
        ) AS from_first
    FROM cbs_protection
    INNER JOIN quarter_end
        ON cbs_protection.half_year <= quarter_end.quarter
        AND quarter_end.quarter < cbs_protection.half_year + INTERVAL 6 MONTH
        AND cbs_protection.started_on < quarter_end.after_quarter
        AND (cbs_protection.stopped_until IS NULL OR cbs_protection.stopped_until >= quarter_end.after_quarter)
    WHERE cbs_protection.measure IN ('11', '12')
),

delivered AS (
    SELECT DISTINCT
        quarter_end.quarter,
        delivered_slice.owner_code
    FROM delivered_slice
    INNER JOIN quarter_end
        ON delivered_slice.period <= quarter_end.quarter
        AND quarter_end.quarter < delivered_slice.period + INTERVAL 6 MONTH
    WHERE delivered_slice.table_name = 'cbs_protection'
),

supervised AS (
    SELECT DISTINCT municipality_code, provider_code
    FROM cbs_protection
    WHERE measure IN ('11', '12')
),

ended AS (
    SELECT
        municipality_code,
        provider_code,
        youth_id,
        started_on,
        stopped_until,
        row_number() OVER (
            PARTITION BY youth_id, provider_code, started_on
            ORDER BY half_year DESC, row_no
        ) AS from_newest
    FROM cbs_protection
    WHERE measure = '11'
)

SELECT
    quarter AS period,
    'running' AS series,
    municipality_code,
    provider_code,
    '48' AS product_category,
    'JB' AS care_form,
    youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    1 AS value
FROM running
WHERE from_first = 1

UNION ALL

SELECT
    quarter_end.quarter AS period,
    'running' AS series,
    supervised.municipality_code,
    supervised.provider_code,
    '48' AS product_category,
    'JB' AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CAST(NULL AS BIGINT) AS value
FROM supervised
CROSS JOIN quarter_end
LEFT JOIN delivered
    ON supervised.provider_code = delivered.owner_code
    AND quarter_end.quarter = delivered.quarter
WHERE delivered.quarter IS NULL

UNION ALL

SELECT
    quarter AS period,
    'running' AS series,
    CAST(NULL AS VARCHAR) AS municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CAST(NULL AS BIGINT) AS value
FROM quarter_end
WHERE NOT EXISTS (SELECT 1 FROM delivered_slice WHERE delivered_slice.table_name = 'cbs_protection')

UNION ALL

SELECT
    date_trunc('quarter', stopped_until - INTERVAL 1 DAY)::DATE AS period,
    'duration' AS series,
    municipality_code,
    provider_code,
    '48' AS product_category,
    'JB' AS care_form,
    youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    date_diff('day', started_on, stopped_until) AS value
FROM ended
WHERE from_newest = 1 AND stopped_until > started_on
