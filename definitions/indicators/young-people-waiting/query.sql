-- Eén feit per wachtende jongere op de laatste dag van de maand van de opgave, voor elk van de drie vragen. Een maand waarover
-- een aanbieder niets opgaf is onbekend en niet nul: een feit zonder waarde, voor elke gemeente en zorgvorm die hij in een
-- andere maand noemt. Geeft niemand ooit iets op, dan is elke maand onbekend.
WITH waiting AS (
    SELECT
        waiting_statement.month,
        waiting_statement.municipality_code,
        waiting_statement.provider_code,
        waiting_statement.care_form,
        concat(waiting_statement.message_id, '-', waiting_statement.row_no) AS unit_id,
        date_diff('day', waiting_statement.applied_on, calendar_month.next_month - INTERVAL 1 DAY) AS days
    FROM waiting_statement
    INNER JOIN calendar_month ON waiting_statement.month = calendar_month.month
    WHERE waiting_statement.applied_on < calendar_month.next_month
        AND (waiting_statement.started_on IS NULL OR waiting_statement.started_on >= calendar_month.next_month)
),

stating AS (
    SELECT DISTINCT municipality_code, provider_code, care_form
    FROM waiting_statement
),

delivered AS (
    SELECT DISTINCT owner_code, period
    FROM delivered_slice
    WHERE table_name = 'waiting_statement'
)

SELECT
    month AS period,
    'waiting' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    unit_id,
    1 AS value,
    1 AS persons
FROM waiting

UNION ALL

SELECT
    calendar_month.month AS period,
    'waiting' AS series,
    stating.municipality_code,
    stating.provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    stating.care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CAST(NULL AS BIGINT) AS value,
    CAST(NULL AS BIGINT) AS persons
FROM stating
CROSS JOIN calendar_month
LEFT JOIN delivered
    ON stating.provider_code = delivered.owner_code
    AND calendar_month.month = delivered.period
WHERE delivered.period IS NULL

UNION ALL

SELECT
    month AS period,
    'waiting' AS series,
    CAST(NULL AS VARCHAR) AS municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CAST(NULL AS BIGINT) AS value,
    CAST(NULL AS BIGINT) AS persons
FROM calendar_month
WHERE NOT EXISTS (SELECT 1 FROM delivered_slice WHERE delivered_slice.table_name = 'waiting_statement')

UNION ALL

SELECT
    month AS period,
    'longer_than_norm' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    unit_id,
    CASE WHEN days > 98 THEN 1 ELSE 0 END AS value,
    1 AS persons
FROM waiting

UNION ALL

SELECT
    month AS period,
    'waited_so_far' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    unit_id,
    days AS value,
    1 AS persons
FROM waiting
