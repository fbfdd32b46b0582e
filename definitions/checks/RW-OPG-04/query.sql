WITH stated AS (
    SELECT provider_code, quarter, sum(fte) AS fte, min(message_id) AS message_id, min(row_no) AS row_no
    FROM workforce
    GROUP BY provider_code, quarter
),

following AS (
    SELECT
        provider_code, quarter, fte, message_id, row_no,
        lag(fte) OVER (PARTITION BY provider_code ORDER BY quarter) AS earlier
    FROM stated
)

SELECT
    message_id,
    row_no,
    'personeel!Fte' AS path,
    concat(CAST(earlier AS VARCHAR), ' -> ', CAST(fte AS VARCHAR)) AS value,
    provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM following
WHERE abs(fte - earlier) >= 5 AND (fte > 2 * earlier OR 2 * fte < earlier)
