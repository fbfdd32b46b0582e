-- Only months of which the provider claimed something there: taakgericht care is produced and never claimed (RW-VOL-05 looks at claims).
WITH stated AS (
    SELECT
        provider_code, municipality_code, month, sum(produced_cents) AS produced_cents, min(message_id) AS message_id,
        min(row_no) AS row_no
    FROM production_statement
    GROUP BY provider_code, municipality_code, month
),

claimed AS (
    SELECT
        provider_code, municipality_code, CAST(date_trunc('month', period_from) AS DATE) AS month,
        sum(amount_cents) AS amount_cents
    FROM claim_line
    WHERE line_status <> 'void' AND line_status <> 'rejected'
    GROUP BY provider_code, municipality_code, CAST(date_trunc('month', period_from) AS DATE)
)

SELECT
    stated.message_id,
    stated.row_no,
    'productieopgave!Productie' AS path,
    concat(
        CAST(CAST(stated.produced_cents / 100 AS DECIMAL(18, 0)) AS VARCHAR), ' <> ',
        CAST(CAST(claimed.amount_cents / 100 AS DECIMAL(18, 0)) AS VARCHAR)
    ) AS value,
    stated.provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM stated
INNER JOIN claimed
    ON
        stated.provider_code = claimed.provider_code
        AND stated.municipality_code = claimed.municipality_code
        AND stated.month = claimed.month
CROSS JOIN horizon
WHERE
    stated.month < CAST(horizon.known_on - INTERVAL 6 MONTH AS DATE)
    AND abs(stated.produced_cents - claimed.amount_cents) >= 500000
    AND 4 * abs(stated.produced_cents - claimed.amount_cents) > abs(claimed.amount_cents)
