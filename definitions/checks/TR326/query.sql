-- Starts that stand on the same assignment and product, by begin date: the earlier one has no stop that stands.
WITH started AS (
    SELECT
        message_id, row_no, municipality_code, provider_code, youth_id, assignment_id, started_on,
        lag(started_on) OVER (
            PARTITION BY municipality_code, provider_code, youth_id, assignment_id, product_category, product_code
            ORDER BY started_on, dated_on, message_id, row_no
        ) AS earlier_start,
        lag(message_id) OVER (
            PARTITION BY municipality_code, provider_code, youth_id, assignment_id, product_category, product_code
            ORDER BY started_on, dated_on, message_id, row_no
        ) AS earlier
    FROM care_start
    WHERE assignment_id IS NOT NULL
),

stopped AS (
    SELECT DISTINCT municipality_code, provider_code, youth_id, assignment_id, started_on
    FROM care_stop
)

SELECT
    started.message_id,
    started.row_no,
    'Client/StartProducten/StartProduct' AS path,
    CAST(started.started_on AS VARCHAR) AS value,
    started.provider_code AS owner_code,
    started.earlier AS related_message_id,
    started.earlier_start AS expected_on
FROM started
LEFT JOIN stopped
    ON
        started.municipality_code = stopped.municipality_code
        AND started.provider_code = stopped.provider_code
        AND started.youth_id = stopped.youth_id
        AND started.assignment_id = stopped.assignment_id
        AND started.earlier_start = stopped.started_on
WHERE started.earlier_start IS NOT NULL AND stopped.youth_id IS NULL
