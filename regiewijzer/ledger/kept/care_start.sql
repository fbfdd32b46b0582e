-- Statements about starts. Per logical key the last statement by (dated_on, known_at, delivery_status, message_id) holds;
-- status 3 removes it (section 8 of the standard's keys and corrections).
-- One number stands for the key elements; a missing value is a value (task-based starts carry no assignment number).
WITH keyed AS (
    SELECT
        start.*, pair.pair_key,
        md5_number(concat_ws(
            '|', start.youth_id, start.municipality_code, start.provider_code, coalesce(start.assignment_number::VARCHAR, '-'),
            coalesce(start.product_category, '-'), coalesce(start.product_code, '-'), start.started_on
        )) AS delivery_key
    FROM record.care_start AS start
    INNER JOIN kept.person_pair AS pair ON pair.youth_id = start.youth_id AND pair.provider_code = start.provider_code
)
SELECT
    *,
    greatest(known_at, coalesce(min(known_at) OVER outranking, TIMESTAMP 'infinity')) AS known_until
FROM keyed
WINDOW outranking AS (
    PARTITION BY delivery_key
    ORDER BY dated_on NULLS FIRST, known_at, delivery_status, message_id, row_no
    ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
)
