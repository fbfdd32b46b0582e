-- Deliveries as reported: each start (305) with the stop (307) that decides over it, and stops without a start.
-- 1. A stop belongs to the start with the same key elements (TR382). Failing that, to a start of the same youth, provider,
--    municipality and begin date whose assignment number and product are equal or left out on one side (F5: task-based
--    deliveries may lack the number; never dropped). Failing that, it tells of a delivery itself: the start is late or lost.
-- 2. Of several stops a final one goes before a temporary one (reason 20); then the last statement.
-- 3. A temporary stop is undone when the same start is stated again later.
WITH start AS (
    SELECT * FROM kept.care_start
    WHERE known_at <= getvariable('moment') AND known_until > getvariable('moment') AND delivery_status IS DISTINCT FROM '3'
),
stop AS (
    SELECT * FROM kept.care_stop
    WHERE known_at <= getvariable('moment') AND known_until > getvariable('moment') AND delivery_status IS DISTINCT FROM '3'
),
lost_stop AS (
    SELECT * FROM stop WHERE NOT EXISTS (SELECT 1 FROM start WHERE start.delivery_key = stop.delivery_key)
),
found_start AS (
    SELECT lost.delivery_key, start.delivery_key AS start_key
    FROM lost_stop AS lost
    INNER JOIN start
        ON start.pair_key = lost.pair_key
        AND start.started_on = lost.started_on
        AND start.municipality_code = lost.municipality_code
        AND coalesce(start.assignment_number = lost.assignment_number, TRUE)
        AND coalesce(start.product_category = lost.product_category, TRUE)
        AND coalesce(start.product_code = lost.product_code, TRUE)
    QUALIFY row_number() OVER (
        PARTITION BY lost.delivery_key
        ORDER BY
            start.assignment_number IS NOT DISTINCT FROM lost.assignment_number DESC,
            start.product_code IS NOT DISTINCT FROM lost.product_code DESC,
            start.assignment_number, start.product_category, start.product_code
    ) = 1
),
attached_stop AS (
    SELECT stop.*, coalesce(found.start_key, stop.delivery_key) AS start_key
    FROM stop
    LEFT JOIN found_start AS found ON found.delivery_key = stop.delivery_key
),
deciding_stop AS (
    SELECT * FROM attached_stop
    QUALIFY row_number() OVER (
        PARTITION BY start_key
        ORDER BY end_reason = '20', dated_on DESC NULLS LAST, known_at DESC, delivered_until DESC, message_id DESC, row_no
    ) = 1
)
SELECT
    coalesce(start.pair_key, stop.pair_key) AS pair_key,
    coalesce(start.youth_id, stop.youth_id) AS youth_id,
    coalesce(start.municipality_code, stop.municipality_code) AS municipality_code,
    coalesce(start.provider_code, stop.provider_code) AS provider_code,
    coalesce(start.assignment_id, stop.assignment_id) AS assignment_id,
    coalesce(start.product_category, stop.product_category) AS product_category,
    coalesce(start.product_code, stop.product_code) AS product_code,
    coalesce(start.started_on, stop.started_on) AS started_on,
    coalesce(stop.end_reason = '20' AND start.dated_on > stop.dated_on, FALSE) AS resumed,
    CASE WHEN NOT resumed THEN stop.delivered_until END AS delivered_until,
    CASE WHEN NOT resumed THEN stop.end_reason END AS end_reason
FROM start
FULL JOIN deciding_stop AS stop ON stop.start_key = start.delivery_key
