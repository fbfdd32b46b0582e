WITH answered AS (
    SELECT
        decision.municipality_code, CAST(date_trunc('month', decision.dated_on) AS DATE) AS month, count(*) AS answers,
        sum(CASE WHEN sent.ordinal - claimed.ordinal > 10 THEN 1 ELSE 0 END) AS late
    FROM claim_decision AS decision
    CROSS JOIN horizon
    INNER JOIN claim ON decision.claim_id = claim.claim_id
    INNER JOIN working_day AS sent ON decision.dated_on = sent.day
    INNER JOIN working_day AS claimed ON claim.dated_on = claimed.day
    WHERE decision.level = 'claim' AND decision.dated_on > CAST(horizon.known_on - INTERVAL 12 MONTH AS DATE)
    GROUP BY decision.municipality_code, CAST(date_trunc('month', decision.dated_on) AS DATE)
)

SELECT
    CAST(NULL AS VARCHAR) AS message_id,
    CAST(NULL AS BIGINT) AS row_no,
    concat('325/', municipality_code, '/', CAST(month AS VARCHAR)) AS path,
    concat(CAST(late AS VARCHAR), ' van ', CAST(answers AS VARCHAR)) AS value,
    municipality_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM answered
WHERE late >= 10 AND 2 * late > answers
