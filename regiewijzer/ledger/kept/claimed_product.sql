-- The product that the first known claim line names, for assignments that leave it open (generic, aspecific): F5.
-- The first, not the last: once told it never changes again.
WITH open_product AS (
    SELECT assignment_id FROM record.assignment WHERE product_code IS NULL
    UNION
    SELECT assignment_id FROM record.care_start WHERE product_code IS NULL
    UNION
    SELECT assignment_id FROM record.care_stop WHERE product_code IS NULL
)
SELECT assignment_id, product_category, product_code, known_at
FROM record.claim_line
WHERE assignment_id IN (SELECT assignment_id FROM open_product)
QUALIFY row_number() OVER (
    PARTITION BY assignment_id
    ORDER BY known_at, period_from, product_category, product_code, message_id, row_no
) = 1
