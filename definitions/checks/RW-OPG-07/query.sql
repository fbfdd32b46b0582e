-- A youth with two forms of care counts in two rows of the statement, so claims are counted by category of product too.
WITH stated AS (
    SELECT
        provider_code, municipality_code, month, sum(youths) AS youths, min(message_id) AS message_id, min(row_no) AS row_no
    FROM production_statement
    GROUP BY provider_code, municipality_code, month
    HAVING count(*) = count(youths)
),

claimed_for AS (
    SELECT DISTINCT
        provider_code, municipality_code, CAST(date_trunc('month', period_from) AS DATE) AS month, youth_id, product_code
    FROM claim_line
    WHERE sign = 'D' AND NOT credited AND line_status <> 'void' AND line_status <> 'rejected'
),

claimed AS (
    SELECT
        provider_code, municipality_code, month, count(*) AS most, count(DISTINCT youth_id) AS least
    FROM claimed_for
    GROUP BY provider_code, municipality_code, month
)

SELECT
    stated.message_id,
    stated.row_no,
    'productieopgave!Jongeren' AS path,
    concat(CAST(stated.youths AS VARCHAR), ' <> ', CAST(claimed.least AS VARCHAR)) AS value,
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
    AND (
        (stated.youths - claimed.most >= 10 AND 2 * stated.youths > 3 * claimed.most)
        OR (claimed.least - stated.youths >= 10 AND 3 * stated.youths < 2 * claimed.least)
    )
