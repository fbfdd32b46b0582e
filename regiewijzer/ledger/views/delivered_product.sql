-- Deliveries with their product and form of care (F5): from the start, else from the assignment, else from the first claim on
-- that assignment. Without any of these the form is 'unknown' until a claim tells.
WITH product AS (
    SELECT
        delivery.* EXCLUDE (product_category, product_code, resumed),
        coalesce(delivery.product_category, assignment.product_category, claimed.product_category) AS product_category,
        coalesce(
            delivery.product_code,
            CASE WHEN assignment.product_category = coalesce(delivery.product_category, assignment.product_category) THEN assignment.product_code END,
            CASE
                WHEN claimed.product_category = coalesce(delivery.product_category, assignment.product_category, claimed.product_category)
                    THEN claimed.product_code
            END
        ) AS product_code
    FROM started_delivery AS delivery
    LEFT JOIN kept.assignment AS assignment
        ON assignment.assignment_id = delivery.assignment_id
        AND assignment.known_at <= getvariable('moment') AND assignment.known_until > getvariable('moment')
    LEFT JOIN kept.claimed_product AS claimed
        ON claimed.assignment_id = delivery.assignment_id AND claimed.known_at <= getvariable('moment')
)
SELECT product.*, coalesce(by_code.care_form, by_category.care_form, 'unknown') AS care_form
FROM product
LEFT JOIN kept.care_form AS by_code ON by_code.product_code = product.product_code
LEFT JOIN kept.care_form AS by_category
    ON by_category.product_category = product.product_category AND by_category.product_code IS NULL
