-- Eén feit per beëindigde hulp en per vraag. Hulp die in meer leveringen staat, telt één keer: naar de nieuwste.
WITH recorded AS (
    SELECT
        municipality_code,
        provider_code,
        cbs_form,
        youth_id,
        message_id,
        row_no,
        stopped_until,
        usefulness_youth,
        usefulness_parent,
        without_help_youth,
        without_help_parent,
        referrer,
        row_number() OVER (
            PARTITION BY youth_id, provider_code, cbs_form, started_on
            ORDER BY half_year DESC, row_no
        ) AS from_newest
    FROM cbs_care
),

ended AS (
    SELECT
        date_trunc('quarter', stopped_until - INTERVAL 1 DAY)::DATE AS period,
        municipality_code,
        provider_code,
        cbs_form,
        youth_id,
        concat(message_id, '-', row_no) AS unit_id,
        usefulness_youth,
        usefulness_parent,
        without_help_youth,
        without_help_parent,
        referrer
    FROM recorded
    WHERE from_newest = 1 AND stopped_until IS NOT NULL
)

SELECT
    period,
    'usefulness_youth' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    cbs_form AS care_form,
    youth_id,
    unit_id,
    usefulness_youth AS value,
    referrer AS referrer_type
FROM ended
WHERE usefulness_youth IS NOT NULL

UNION ALL

SELECT
    period,
    'without_help_youth' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    cbs_form AS care_form,
    youth_id,
    unit_id,
    CASE WHEN without_help_youth IN ('03', '04') THEN 1 ELSE 0 END AS value,
    referrer AS referrer_type
FROM ended
WHERE without_help_youth IS NOT NULL

UNION ALL

SELECT
    period,
    'response_youth' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    cbs_form AS care_form,
    youth_id,
    unit_id,
    CASE WHEN usefulness_youth IS NULL AND without_help_youth IS NULL THEN 0 ELSE 1 END AS value,
    referrer AS referrer_type
FROM ended

UNION ALL

SELECT
    period,
    'usefulness_parent' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    cbs_form AS care_form,
    youth_id,
    unit_id,
    usefulness_parent AS value,
    referrer AS referrer_type
FROM ended
WHERE usefulness_parent IS NOT NULL

UNION ALL

SELECT
    period,
    'without_help_parent' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    cbs_form AS care_form,
    youth_id,
    unit_id,
    CASE WHEN without_help_parent IN ('03', '04') THEN 1 ELSE 0 END AS value,
    referrer AS referrer_type
FROM ended
WHERE without_help_parent IS NOT NULL

UNION ALL

SELECT
    period,
    'response_parent' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    cbs_form AS care_form,
    youth_id,
    unit_id,
    CASE WHEN usefulness_parent IS NULL AND without_help_parent IS NULL THEN 0 ELSE 1 END AS value,
    referrer AS referrer_type
FROM ended
