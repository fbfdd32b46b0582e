WITH stayed AS (
    SELECT
        provider_code, youth_id, CAST(date_trunc('month', period_from) AS DATE) AS month, sum(volume) AS nights,
        max(message_id) AS message_id
    FROM claim_line
    WHERE sign = 'D' AND NOT credited AND line_status IN ('open', 'approved') AND unit = '14'
    GROUP BY provider_code, youth_id, CAST(date_trunc('month', period_from) AS DATE)
),

wrong AS (
    SELECT
        provider_code, youth_id, month, nights, message_id,
        date_diff('day', month, CAST(month + INTERVAL 1 MONTH AS DATE)) AS days
    FROM stayed
    WHERE nights > date_diff('day', month, CAST(month + INTERVAL 1 MONTH AS DATE))
)

SELECT
    wrong.message_id,
    min(line.row_no) AS row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/GeleverdVolume' AS path,
    concat(CAST(wrong.nights AS VARCHAR), ' > ', CAST(wrong.days AS VARCHAR)) AS value,
    wrong.provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM wrong
INNER JOIN claim_line AS line
    ON
        wrong.message_id = line.message_id
        AND wrong.youth_id = line.youth_id
        AND line.unit = '14'
        AND CAST(date_trunc('month', line.period_from) AS DATE) = wrong.month
GROUP BY wrong.message_id, wrong.youth_id, wrong.month, wrong.nights, wrong.days, wrong.provider_code
