-- Statements about stops. As for starts; reason and end date are part of the logical key of a stop (release 3.2).
SELECT
    stop.*, key.delivery_key, pair.pair_key,
    greatest(stop.known_at, coalesce(min(stop.known_at) OVER outranking, TIMESTAMP 'infinity')) AS known_until
FROM record.care_stop AS stop
INNER JOIN kept.delivery_key AS key
    ON key.youth_id = stop.youth_id
    AND key.provider_code = stop.provider_code
    AND key.started_on = stop.started_on
    AND key.municipality_code = stop.municipality_code
    AND key.assignment_number IS NOT DISTINCT FROM stop.assignment_number
    AND key.product_category IS NOT DISTINCT FROM stop.product_category
    AND key.product_code IS NOT DISTINCT FROM stop.product_code
INNER JOIN kept.person_pair AS pair ON pair.youth_id = stop.youth_id AND pair.provider_code = stop.provider_code
WINDOW outranking AS (
    PARTITION BY key.delivery_key, stop.end_reason, stop.delivered_until
    ORDER BY stop.dated_on NULLS FIRST, stop.known_at, stop.delivery_status, stop.message_id, stop.row_no
    ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
)
