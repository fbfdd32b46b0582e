WITH stated AS (
    SELECT
        provider_code, care_form, quarter, sum(occupied) AS occupied, min(message_id) AS message_id, min(row_no) AS row_no
    FROM capacity
    WHERE care_form IN ('11', '12', '13', '14')
    GROUP BY provider_code, care_form, quarter
),

known AS (
    SELECT stated.provider_code, stated.care_form, stated.quarter, count(DISTINCT delivery.youth_id) AS youths
    FROM stated
    INNER JOIN delivery
        ON
            stated.provider_code = delivery.provider_code
            AND stated.care_form = delivery.care_form
            AND delivery.started_on < CAST(stated.quarter + INTERVAL 3 MONTH AS DATE)
            AND (delivery.delivered_until IS NULL OR delivery.delivered_until >= CAST(stated.quarter + INTERVAL 3 MONTH AS DATE))
    GROUP BY stated.provider_code, stated.care_form, stated.quarter
)

SELECT
    stated.message_id,
    stated.row_no,
    'capaciteit!Bezet' AS path,
    concat(CAST(stated.occupied AS VARCHAR), ' <> ', CAST(known.youths AS VARCHAR)) AS value,
    stated.provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM stated
INNER JOIN known
    ON
        stated.provider_code = known.provider_code
        AND stated.care_form = known.care_form
        AND stated.quarter = known.quarter
WHERE
    abs(stated.occupied - known.youths) >= 10
    AND (2 * stated.occupied < known.youths OR stated.occupied > 2 * known.youths)
