-- Eén feit per traject en maand waarin het liep, één per beëindigd traject met zijn duur, en één per aanbieder, gemeente, product
-- en maand met wat is gedeclareerd: het bedrag in centen gedeeld door het volume. Eenheden gaan nooit bij elkaar.
WITH claimed AS (
    SELECT
        date_trunc('month', coalesce(claim_line.period_from, claim_line.claim_month))::DATE AS period,
        CASE claim_line.unit
            WHEN '01' THEN 'tariff_hour'
            WHEN '04' THEN 'tariff_hour'
            WHEN '16' THEN 'tariff_half_day'
            WHEN '14' THEN 'tariff_day'
        END AS series,
        claim_line.municipality_code,
        claim_line.provider_code,
        claim_line.product_category,
        coalesce(of_product.care_form, of_category.care_form) AS care_form,
        sum(claim_line.amount_cents) AS amount_cents,
        sum(
            CASE WHEN claim_line.sign = 'C' THEN -1 ELSE 1 END
            * CASE WHEN claim_line.unit = '04' THEN claim_line.volume * 60 ELSE claim_line.volume END
        ) AS volume,
        count(DISTINCT claim_line.youth_id) AS persons
    FROM claim_line
    LEFT JOIN care_form AS of_product ON claim_line.product_code = of_product.product_code
    LEFT JOIN care_form AS of_category
        ON claim_line.product_category = of_category.product_category AND of_category.product_code IS NULL
    WHERE claim_line.line_status IN ('approved', 'open')
        AND claim_line.unit IN ('01', '04', '14', '16')
    GROUP BY
        date_trunc('month', coalesce(claim_line.period_from, claim_line.claim_month))::DATE,
        CASE claim_line.unit
            WHEN '01' THEN 'tariff_hour'
            WHEN '04' THEN 'tariff_hour'
            WHEN '16' THEN 'tariff_half_day'
            WHEN '14' THEN 'tariff_day'
        END,
        claim_line.municipality_code,
        claim_line.provider_code,
        claim_line.product_category,
        coalesce(of_product.care_form, of_category.care_form)
)

SELECT
    calendar_month.month AS period,
    'trajectories' AS series,
    stretch.municipality_code,
    stretch.provider_code,
    stretch.product_category,
    stretch.care_form,
    stretch.youth_id,
    stretch.trajectory_id AS unit_id,
    1 AS value,
    1 AS weight,
    CAST(NULL AS BIGINT) AS persons
FROM care_stretch AS stretch
INNER JOIN calendar_month
    ON stretch.started_on < calendar_month.next_month
    AND (stretch.delivered_until IS NULL OR stretch.delivered_until > calendar_month.month)

UNION ALL

SELECT
    date_trunc('month', delivered_until - INTERVAL 1 DAY)::DATE AS period,
    'duration' AS series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    youth_id,
    trajectory_id AS unit_id,
    date_diff('day', started_on, delivered_until) AS value,
    1 AS weight,
    CAST(NULL AS BIGINT) AS persons
FROM care_path_step
WHERE delivered_until IS NOT NULL

UNION ALL

SELECT
    period,
    series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    provider_code AS unit_id,
    CASE WHEN series = 'tariff_hour' THEN amount_cents * 60 ELSE amount_cents END AS value,
    volume AS weight,
    persons
FROM claimed
WHERE volume > 0
