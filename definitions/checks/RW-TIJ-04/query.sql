WITH delay AS (
    SELECT
        claim_line.provider_code,
        sum(CASE WHEN claim_line.dated_on > CAST(horizon.known_on - INTERVAL 3 MONTH AS DATE)
            THEN date_diff('day', claim_line.period_until, claim_line.dated_on) END) AS recent_days,
        count(CASE WHEN claim_line.dated_on > CAST(horizon.known_on - INTERVAL 3 MONTH AS DATE) THEN 1 END) AS recent_lines,
        sum(CASE WHEN claim_line.dated_on <= CAST(horizon.known_on - INTERVAL 3 MONTH AS DATE)
            THEN date_diff('day', claim_line.period_until, claim_line.dated_on) END) AS before_days,
        count(CASE WHEN claim_line.dated_on <= CAST(horizon.known_on - INTERVAL 3 MONTH AS DATE) THEN 1 END) AS before_lines
    FROM claim_line
    CROSS JOIN horizon
    WHERE
        claim_line.sign = 'D' AND claim_line.previous_reference IS NULL
        AND claim_line.dated_on > CAST(horizon.known_on - INTERVAL 15 MONTH AS DATE)
    GROUP BY claim_line.provider_code
),

average AS (
    SELECT
        provider_code,
        CAST(recent_days / recent_lines AS DECIMAL(18, 0)) AS recent,
        CAST(before_days / before_lines AS DECIMAL(18, 0)) AS before
    FROM delay
    WHERE recent_lines >= 20 AND before_lines >= 20
)

SELECT
    CAST(NULL AS VARCHAR) AS message_id,
    CAST(NULL AS BIGINT) AS row_no,
    concat('323/', provider_code) AS path,
    concat(CAST(before AS VARCHAR), ' -> ', CAST(recent AS VARCHAR)) AS value,
    provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM average
WHERE recent > before + 30
