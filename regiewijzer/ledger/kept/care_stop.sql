-- Statements about stops. As for starts; reason and end date are part of the logical key of a stop (release 3.2).
-- The number stands for the key elements of the start: a stop copies them unchanged (TR382).
WITH keyed AS (
    SELECT
        stop.*, pair.pair_key,
        md5_number(concat_ws(
            '|', stop.youth_id, stop.municipality_code, stop.provider_code, coalesce(stop.assignment_number::VARCHAR, '-'),
            coalesce(stop.product_category, '-'), coalesce(stop.product_code, '-'), stop.started_on
        )) AS delivery_key
    FROM record.care_stop AS stop
    INNER JOIN kept.person_pair AS pair ON pair.youth_id = stop.youth_id AND pair.provider_code = stop.provider_code
)
SELECT
    *,
    greatest(known_at, coalesce(min(known_at) OVER outranking, TIMESTAMP 'infinity')) AS known_until
FROM keyed
WINDOW outranking AS (
    PARTITION BY delivery_key, end_reason, delivered_until
    ORDER BY dated_on NULLS FIRST, known_at, delivery_status, message_id, row_no
    ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
)
