-- Only tables in which every period has rows: a quarter in which nobody ended care, waited or was asked has no statement of it, and a
-- small provider has months in which it produced nothing.
WITH delivered AS (
    SELECT DISTINCT table_name, owner_code, period
    FROM delivered_slice
    WHERE
        owner_code IS NOT NULL AND period IS NOT NULL
        AND table_name IN (
            'capacity', 'workforce', 'cbs_care', 'provider_budget', 'municipal_budget', 'municipal_income',
            'access_workforce', 'planned_hours'
        )
),

span AS (
    SELECT table_name, owner_code, min(period) AS first_period, max(period) AS last_period
    FROM delivered
    GROUP BY table_name, owner_code
),

common AS (SELECT table_name, period, count(*) AS owners FROM delivered GROUP BY table_name, period),

due AS (
    SELECT common.table_name, common.period, common.owners, span.owner_code
    FROM common
    INNER JOIN span
        ON
            common.table_name = span.table_name
            AND common.period > span.first_period
            AND common.period < span.last_period
),

counted AS (SELECT table_name, period, count(*) AS expected FROM due GROUP BY table_name, period)

SELECT
    CAST(NULL AS VARCHAR) AS message_id,
    CAST(NULL AS BIGINT) AS row_no,
    concat(due.table_name, '/', due.owner_code, '/', CAST(due.period AS VARCHAR)) AS path,
    CAST(due.period AS VARCHAR) AS value,
    due.owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM due
INNER JOIN counted ON due.table_name = counted.table_name AND due.period = counted.period
LEFT JOIN delivered
    ON due.table_name = delivered.table_name AND due.owner_code = delivered.owner_code AND due.period = delivered.period
WHERE delivered.table_name IS NULL AND 2 * due.owners >= counted.expected
