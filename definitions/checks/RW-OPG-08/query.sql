WITH produced AS (
    SELECT
        provider_code, municipality_code, CAST(date_trunc('year', month) AS DATE) AS year,
        sum(produced_cents) AS produced_cents, max(message_id) AS message_id
    FROM production_statement
    GROUP BY provider_code, municipality_code, CAST(date_trunc('year', month) AS DATE)
),

budgeted AS (
    SELECT
        provider_code, municipality_code, year, sum(budget_cents) AS budget_cents, min(message_id) AS message_id,
        min(row_no) AS row_no
    FROM provider_budget
    GROUP BY provider_code, municipality_code, year
)

SELECT
    budgeted.message_id,
    budgeted.row_no,
    'aanbiederbegroting!Budget' AS path,
    concat(
        CAST(CAST(produced.produced_cents / 100 AS DECIMAL(18, 0)) AS VARCHAR), ' > ',
        CAST(CAST(budgeted.budget_cents / 100 AS DECIMAL(18, 0)) AS VARCHAR)
    ) AS value,
    budgeted.provider_code AS owner_code,
    produced.message_id AS related_message_id
FROM budgeted
INNER JOIN produced
    ON
        budgeted.provider_code = produced.provider_code
        AND budgeted.municipality_code = produced.municipality_code
        AND budgeted.year = produced.year
WHERE produced.produced_cents >= 5000000 AND produced.produced_cents > 2 * budgeted.budget_cents
