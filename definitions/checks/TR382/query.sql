-- Stops that stand, against starts that stand; the key is copied unchanged.
SELECT
    care_stop.message_id,
    care_stop.row_no,
    'Client/StopProducten/StopProduct' AS path,
    CAST(care_stop.started_on AS VARCHAR) AS value,
    care_stop.provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id,
    care_stop.started_on AS expected_on
FROM care_stop
LEFT JOIN care_start
    ON
        care_stop.municipality_code = care_start.municipality_code
        AND care_stop.provider_code = care_start.provider_code
        AND care_stop.youth_id = care_start.youth_id
        AND care_stop.started_on = care_start.started_on
        AND care_stop.assignment_number IS NOT DISTINCT FROM care_start.assignment_number
        AND care_stop.product_category IS NOT DISTINCT FROM care_start.product_category
        AND care_stop.product_code IS NOT DISTINCT FROM care_start.product_code
WHERE care_start.message_id IS NULL
