-- Eén feit per jongere, aanbieder, product en maand met geleverde uren; en wat daar dan per maand aan uren was toegewezen.
-- Alleen eenheden die tijd van een hulpverlener zijn (minuut, uur). Dagdelen staan apart; etmalen, stuks en euro's tellen niet mee.
WITH line AS (
    SELECT
        date_trunc('month', coalesce(claim_line.period_from, claim_line.claim_month))::DATE AS period,
        claim_line.municipality_code,
        claim_line.provider_code,
        claim_line.product_category,
        coalesce(of_product.care_form, of_category.care_form) AS care_form,
        claim_line.youth_id,
        CASE WHEN claim_line.unit = '16' THEN 'half_days' ELSE 'delivered' END AS series,
        CASE WHEN claim_line.sign = 'C' THEN -1 ELSE 1 END
        * CASE WHEN claim_line.unit = '04' THEN claim_line.volume * 60 ELSE claim_line.volume END AS volume
    FROM claim_line
    LEFT JOIN care_form AS of_product ON claim_line.product_code = of_product.product_code
    LEFT JOIN care_form AS of_category
        ON claim_line.product_category = of_category.product_category AND of_category.product_code IS NULL
    WHERE claim_line.line_status IN ('approved', 'open')
        AND claim_line.unit IN ('01', '04', '16')
),

delivered AS (
    SELECT
        period,
        series,
        municipality_code,
        provider_code,
        product_category,
        care_form,
        youth_id,
        sum(volume) AS volume
    FROM line
    GROUP BY period, series, municipality_code, provider_code, product_category, care_form, youth_id
    HAVING sum(volume) > 0
),

sized AS (
    SELECT
        youth_id,
        provider_code,
        municipality_code,
        product_category,
        valid_from,
        valid_until,
        CASE WHEN unit = '04' THEN volume * 60 ELSE volume END * CASE frequency WHEN '1' THEN 365 WHEN '2' THEN 52 ELSE 12 END
            AS minutes_a_year
    FROM assignment
    WHERE unit IN ('01', '04') AND frequency IN ('1', '2', '4')
    UNION ALL
    SELECT
        youth_id,
        provider_code,
        municipality_code,
        product_category,
        valid_from,
        valid_until,
        CAST(
            CASE WHEN unit = '04' THEN volume * 60 ELSE volume END * 365
            / nullif(date_diff('day', valid_from, valid_until), 0) AS DECIMAL(18, 0)
        ) AS minutes_a_year
    FROM assignment
    WHERE unit IN ('01', '04') AND frequency = '6' AND valid_until > valid_from
),

assigned AS (
    SELECT
        calendar_month.month AS period,
        sized.youth_id,
        sized.provider_code,
        sized.municipality_code,
        sized.product_category,
        sum(sized.minutes_a_year) AS minutes_a_year
    FROM sized
    INNER JOIN calendar_month
        ON sized.valid_from <= calendar_month.month
        AND (sized.valid_until IS NULL OR sized.valid_until >= calendar_month.next_month)
    GROUP BY
        calendar_month.month, sized.youth_id, sized.provider_code, sized.municipality_code, sized.product_category
),

of_category AS (
    SELECT
        period,
        youth_id,
        provider_code,
        municipality_code,
        product_category,
        min(care_form) AS care_form
    FROM delivered
    WHERE series = 'delivered'
    GROUP BY period, youth_id, provider_code, municipality_code, product_category
)

SELECT
    period,
    series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    youth_id,
    provider_code AS unit_id,
    CASE WHEN series = 'half_days' THEN CAST(volume AS DECIMAL(18, 2)) ELSE CAST(volume / 60 AS DECIMAL(18, 2)) END AS value
FROM delivered

UNION ALL

SELECT
    assigned.period,
    'assigned' AS series,
    assigned.municipality_code,
    assigned.provider_code,
    assigned.product_category,
    of_category.care_form,
    assigned.youth_id,
    assigned.provider_code AS unit_id,
    CAST(assigned.minutes_a_year / 720 AS DECIMAL(18, 2)) AS value
FROM assigned
INNER JOIN of_category
    ON assigned.period = of_category.period
    AND assigned.youth_id = of_category.youth_id
    AND assigned.provider_code = of_category.provider_code
    AND assigned.municipality_code = of_category.municipality_code
    AND assigned.product_category = of_category.product_category
