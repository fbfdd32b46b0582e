-- One number per logical key of a start (iJw 3.2: assignment number, product, begin date; here with youth and parties).
-- A stop copies the key elements of its start (TR382), so both meet on this number. A missing value is a value: task-based
-- starts carry no assignment number, generic ones no product.
SELECT
    row_number() OVER () AS delivery_key,
    youth_id, municipality_code, provider_code, assignment_number, product_category, product_code, started_on
FROM (
    SELECT youth_id, municipality_code, provider_code, assignment_number, product_category, product_code, started_on
    FROM record.care_start
    UNION
    SELECT youth_id, municipality_code, provider_code, assignment_number, product_category, product_code, started_on
    FROM record.care_stop
)
