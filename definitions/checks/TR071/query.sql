-- Removals of a start, against the stops of the same delivery that stand and were dated before.
SELECT
    removal.message_id,
    removal.row_no,
    'Client/StartProducten/StartProduct/StatusAanlevering' AS path,
    removal.delivery_status AS value,
    removal.provider_code AS owner_code,
    min(care_stop.message_id) AS related_message_id
FROM care_start_all AS removal
INNER JOIN care_stop
    ON
        removal.municipality_code = care_stop.municipality_code
        AND removal.provider_code = care_stop.provider_code
        AND removal.youth_id = care_stop.youth_id
        AND removal.started_on = care_stop.started_on
        AND removal.assignment_number IS NOT DISTINCT FROM care_stop.assignment_number
        AND removal.product_category IS NOT DISTINCT FROM care_stop.product_category
        AND removal.product_code IS NOT DISTINCT FROM care_stop.product_code
        AND removal.dated_on >= care_stop.dated_on
WHERE removal.delivery_status = '3'
GROUP BY removal.message_id, removal.row_no, removal.delivery_status, removal.provider_code
