-- Per logical key: removals without a delivery dated on or before them.
WITH start_history AS (
    SELECT
        message_id, row_no, provider_code, delivery_status, started_on,
        count(CASE WHEN delivery_status <> '3' THEN 1 END) OVER (
            PARTITION BY municipality_code, provider_code, youth_id, assignment_number, product_category, product_code, started_on
            ORDER BY dated_on
        ) AS deliveries
    FROM care_start_all
),

stop_history AS (
    SELECT
        message_id, row_no, provider_code, delivery_status, started_on,
        count(CASE WHEN delivery_status <> '3' THEN 1 END) OVER (
            PARTITION BY
                municipality_code, provider_code, youth_id, assignment_number, product_category, product_code, started_on,
                end_reason, delivered_until
            ORDER BY dated_on
        ) AS deliveries
    FROM care_stop_all
),

removal AS (
    SELECT message_id, row_no, 'Client/StartProducten/StartProduct/StatusAanlevering' AS path, provider_code, started_on
    FROM start_history
    WHERE delivery_status = '3' AND deliveries = 0
    UNION ALL
    SELECT message_id, row_no, 'Client/StopProducten/StopProduct/StatusAanlevering' AS path, provider_code, started_on
    FROM stop_history
    WHERE delivery_status = '3' AND deliveries = 0
)

SELECT
    message_id, row_no, path, '3' AS value, provider_code AS owner_code, CAST(NULL AS VARCHAR) AS related_message_id,
    started_on AS expected_on
FROM removal
