-- Eén feit per begonnen jongere en stuk van de wachttijd; de waarde is een aantal dagen.
-- De opgave van wachttijden bevat geen personen. Staat een start in meer opgaven, dan telt de eerste opgave waarin hij staat.
WITH stated AS (
    SELECT
        provider_code,
        municipality_code,
        care_form,
        applied_on,
        intake_on,
        started_on,
        message_id,
        row_no,
        rank() OVER (
            PARTITION BY provider_code, municipality_code, care_form, applied_on, started_on
            ORDER BY month
        ) AS from_first
    FROM waiting_statement
    WHERE started_on >= applied_on
),

-- De levering over een later half jaar herhaalt hulp die doorloopt; de nieuwste geldt.
recorded AS (
    SELECT
        provider_code,
        municipality_code,
        cbs_form,
        youth_id,
        applied_on,
        started_on,
        row_number() OVER (
            PARTITION BY youth_id, provider_code, cbs_form, started_on
            ORDER BY half_year DESC, row_no
        ) AS from_newest
    FROM cbs_care
)

SELECT
    date_trunc('month', started_on)::DATE AS period,
    'application_to_start' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    concat(message_id, '-', row_no) AS unit_id,
    date_diff('day', applied_on, started_on) AS value,
    CAST(NULL AS BIGINT) AS weight,
    1 AS persons
FROM stated
WHERE from_first = 1

UNION ALL

SELECT
    date_trunc('month', started_on)::DATE AS period,
    'application_to_intake' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    concat(message_id, '-', row_no) AS unit_id,
    date_diff('day', applied_on, intake_on) AS value,
    CAST(NULL AS BIGINT) AS weight,
    1 AS persons
FROM stated
WHERE from_first = 1 AND intake_on BETWEEN applied_on AND started_on

UNION ALL

SELECT
    date_trunc('month', started_on)::DATE AS period,
    'intake_to_start' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    concat(message_id, '-', row_no) AS unit_id,
    date_diff('day', intake_on, started_on) AS value,
    CAST(NULL AS BIGINT) AS weight,
    1 AS persons
FROM stated
WHERE from_first = 1 AND intake_on BETWEEN applied_on AND started_on

UNION ALL

SELECT
    date_trunc('month', started_on)::DATE AS period,
    'cbs_application_to_start' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    cbs_form AS care_form,
    youth_id,
    concat(provider_code, '-', youth_id, '-', cbs_form, '-', started_on) AS unit_id,
    date_diff('day', applied_on, started_on) AS value,
    CAST(NULL AS BIGINT) AS weight,
    CAST(NULL AS BIGINT) AS persons
FROM recorded
WHERE from_newest = 1 AND started_on >= applied_on
