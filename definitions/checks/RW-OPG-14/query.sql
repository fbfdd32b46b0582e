WITH summed AS (
    SELECT
        municipality_code, year,
        sum(CASE WHEN version = 'original' THEN amount_cents END) AS budget_cents,
        sum(CASE WHEN version = 'realised' THEN amount_cents END) AS realised_cents,
        min(CASE WHEN version = 'realised' THEN message_id END) AS message_id
    FROM municipal_budget
    WHERE direction = 'expenditure'
    GROUP BY municipality_code, year
)

SELECT
    message_id,
    CAST(NULL AS BIGINT) AS row_no,
    concat('gemeentebegroting!Bedrag ', CAST(year AS VARCHAR)) AS path,
    concat(
        CAST(CAST(budget_cents / 100 AS DECIMAL(18, 0)) AS VARCHAR), ' -> ',
        CAST(CAST(realised_cents / 100 AS DECIMAL(18, 0)) AS VARCHAR)
    ) AS value,
    municipality_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM summed
WHERE realised_cents > 2 * budget_cents OR 2 * realised_cents < budget_cents
