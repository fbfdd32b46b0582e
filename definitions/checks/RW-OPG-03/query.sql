WITH stated AS (
    SELECT
        provider_code, care_form, quarter, sum(places) AS places, min(message_id) AS message_id, min(row_no) AS row_no
    FROM capacity
    GROUP BY provider_code, care_form, quarter
),

following AS (
    SELECT
        provider_code, quarter, places, message_id, row_no,
        lag(places) OVER (PARTITION BY provider_code, care_form ORDER BY quarter) AS earlier
    FROM stated
)

SELECT
    message_id,
    row_no,
    'capaciteit!Plekken' AS path,
    concat(CAST(earlier AS VARCHAR), ' -> ', CAST(places AS VARCHAR)) AS value,
    provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM following
WHERE abs(places - earlier) >= 30 AND (places > 2 * earlier OR 2 * places < earlier)
