-- Statements about starts. Per logical key the last statement by (dated_on, known_at, delivery_status, message_id) holds;
-- status 3 removes it (section 8 of the standard's keys and corrections).
SELECT
    start.*, key.delivery_key, pair.pair_key,
    greatest(start.known_at, coalesce(min(start.known_at) OVER outranking, TIMESTAMP 'infinity')) AS known_until
FROM record.care_start AS start
INNER JOIN kept.delivery_key AS key
    ON key.youth_id = start.youth_id
    AND key.provider_code = start.provider_code
    AND key.started_on = start.started_on
    AND key.municipality_code = start.municipality_code
    AND key.assignment_number IS NOT DISTINCT FROM start.assignment_number
    AND key.product_category IS NOT DISTINCT FROM start.product_category
    AND key.product_code IS NOT DISTINCT FROM start.product_code
INNER JOIN kept.person_pair AS pair ON pair.youth_id = start.youth_id AND pair.provider_code = start.provider_code
WINDOW outranking AS (
    PARTITION BY key.delivery_key
    ORDER BY start.dated_on NULLS FIRST, start.known_at, start.delivery_status, start.message_id, start.row_no
    ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
)
