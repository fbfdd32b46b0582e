-- Eén feit per declaratieregel en per stand; de waarde is het bedrag in centen met teken.
WITH line AS (
    SELECT
        date_trunc('month', coalesce(claim_line.period_from, claim_line.claim_month))::DATE AS period,
        claim_line.municipality_code,
        claim_line.provider_code,
        claim_line.product_category,
        coalesce(of_product.care_form, of_category.care_form) AS care_form,
        claim_line.youth_id,
        claim_line.line_reference,
        claim_line.line_status,
        claim_line.amount_cents
    FROM claim_line
    LEFT JOIN care_form AS of_product ON claim_line.product_code = of_product.product_code
    LEFT JOIN care_form AS of_category
        ON claim_line.product_category = of_category.product_category AND of_category.product_code IS NULL
    WHERE claim_line.line_status IN ('approved', 'rejected', 'open')
)

SELECT
    period,
    line_status AS series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    youth_id,
    line_reference AS unit_id,
    amount_cents AS value
FROM line

UNION ALL

SELECT
    period,
    'submitted' AS series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    youth_id,
    line_reference AS unit_id,
    amount_cents AS value
FROM line
