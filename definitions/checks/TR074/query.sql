-- Per logical key, in order of date (a removal before a delivery of the same day): two deliveries without a removal between.
WITH start_history AS (
    SELECT
        message_id, row_no, provider_code, delivery_status,
        lag(delivery_status) OVER (
            PARTITION BY municipality_code, provider_code, youth_id, assignment_number, product_category, product_code, started_on
            ORDER BY dated_on, delivery_status DESC, message_id, row_no
        ) AS earlier_status,
        lag(message_id) OVER (
            PARTITION BY municipality_code, provider_code, youth_id, assignment_number, product_category, product_code, started_on
            ORDER BY dated_on, delivery_status DESC, message_id, row_no
        ) AS earlier
    FROM care_start_all
),

stop_history AS (
    SELECT
        message_id, row_no, provider_code, delivery_status,
        lag(delivery_status) OVER (
            PARTITION BY
                municipality_code, provider_code, youth_id, assignment_number, product_category, product_code, started_on,
                end_reason, delivered_until
            ORDER BY dated_on, delivery_status DESC, message_id, row_no
        ) AS earlier_status,
        lag(message_id) OVER (
            PARTITION BY
                municipality_code, provider_code, youth_id, assignment_number, product_category, product_code, started_on,
                end_reason, delivered_until
            ORDER BY dated_on, delivery_status DESC, message_id, row_no
        ) AS earlier
    FROM care_stop_all
),

repeated AS (
    SELECT message_id, row_no, 'Client/StartProducten/StartProduct' AS path, provider_code, earlier
    FROM start_history
    WHERE delivery_status <> '3' AND earlier_status <> '3'
    UNION ALL
    SELECT message_id, row_no, 'Client/StopProducten/StopProduct' AS path, provider_code, earlier
    FROM stop_history
    WHERE delivery_status <> '3' AND earlier_status <> '3'
)

SELECT
    message_id, row_no, path, CAST(NULL AS VARCHAR) AS value, provider_code AS owner_code, earlier AS related_message_id
FROM repeated
