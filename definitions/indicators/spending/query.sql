-- Eén feit per declaratieregel die niet is afgewezen, en één per uitgave buiten de declaraties; een eerder plan wijkt voor wat werkelijk is.
WITH claimed AS (
    SELECT
        date_trunc('month', coalesce(claim_line.period_from, claim_line.claim_month))::DATE AS period,
        claim_line.municipality_code,
        claim_line.provider_code,
        claim_line.product_category,
        coalesce(of_product.care_form, of_category.care_form) AS care_form,
        claim_line.youth_id,
        claim_line.line_reference,
        claim_line.amount_cents
    FROM claim_line
    LEFT JOIN care_form AS of_product ON claim_line.product_code = of_product.product_code
    LEFT JOIN care_form AS of_category
        ON claim_line.product_category = of_category.product_category AND of_category.product_code IS NULL
    WHERE claim_line.line_status IN ('approved', 'open')
),

settled AS (
    SELECT DISTINCT month, municipality_code, category
    FROM other_spending
    WHERE basis = 'actual'
),

outside AS (
    SELECT
        other_spending.month AS period,
        other_spending.municipality_code,
        other_spending.provider_code,
        other_spending.care_form,
        other_spending.category,
        other_spending.amount_cents
    FROM other_spending
    LEFT JOIN settled
        ON other_spending.month = settled.month
        AND other_spending.municipality_code = settled.municipality_code
        AND other_spending.category = settled.category
    WHERE other_spending.basis = 'actual' OR settled.month IS NULL
)

SELECT
    period,
    'total' AS series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    youth_id,
    line_reference AS unit_id,
    amount_cents AS value
FROM claimed

UNION ALL

SELECT
    period,
    'total' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    amount_cents AS value
FROM outside
WHERE category <> 'settlement_earlier_years'

UNION ALL

SELECT
    period,
    'claimed' AS series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    youth_id,
    line_reference AS unit_id,
    amount_cents AS value
FROM claimed

UNION ALL

SELECT
    period,
    category AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    amount_cents AS value
FROM outside
