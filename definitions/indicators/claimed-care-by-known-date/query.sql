-- Eén feit per declaratieregel en per termijn waarbinnen hij bekend was; de waarde is het bedrag in centen met teken.
WITH line AS (
    SELECT
        calendar_month.month AS period,
        claim_line.municipality_code,
        claim_line.provider_code,
        claim_line.product_category,
        coalesce(of_product.care_form, of_category.care_form) AS care_form,
        claim_line.youth_id,
        claim_line.line_reference,
        claim_line.amount_cents,
        date_diff('day', calendar_month.next_month, claim_line.known_at::DATE) AS days_after
    FROM claim_line
    INNER JOIN calendar_month
        ON calendar_month.month = date_trunc('month', coalesce(claim_line.period_from, claim_line.claim_month))::DATE
    LEFT JOIN care_form AS of_product ON claim_line.product_code = of_product.product_code
    LEFT JOIN care_form AS of_category
        ON claim_line.product_category = of_category.product_category AND of_category.product_code IS NULL
    WHERE claim_line.line_status IN ('approved', 'rejected', 'open')
),

term AS (
    SELECT 'within_30_days' AS series, 30 AS days
    UNION ALL
    SELECT 'within_90_days' AS series, 90 AS days
    UNION ALL
    SELECT 'within_180_days' AS series, 180 AS days
    UNION ALL
    SELECT 'within_365_days' AS series, 365 AS days
    UNION ALL
    SELECT 'so_far' AS series, 99999 AS days
)

SELECT
    line.period,
    term.series,
    line.municipality_code,
    line.provider_code,
    line.product_category,
    line.care_form,
    line.youth_id,
    line.line_reference AS unit_id,
    line.amount_cents AS value
FROM line
INNER JOIN term ON line.days_after < term.days
