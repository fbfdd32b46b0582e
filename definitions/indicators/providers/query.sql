-- Eén feit per aanbieder, gemeente, product en maand met zorg; en wie in een half jaar ervoor of erna geen enkele zorg had.
WITH active AS (
    SELECT DISTINCT
        calendar_month.month AS period,
        stretch.municipality_code,
        stretch.provider_code,
        stretch.product_category,
        stretch.care_form
    FROM care_stretch AS stretch
    INNER JOIN calendar_month
        ON stretch.started_on < calendar_month.next_month
        AND (stretch.delivered_until IS NULL OR stretch.delivered_until > calendar_month.month)
),

provider_month AS (
    SELECT DISTINCT period, provider_code
    FROM active
),

around AS (
    SELECT
        period,
        provider_code,
        lag(period) OVER (PARTITION BY provider_code ORDER BY period) AS previous_period,
        lead(period) OVER (PARTITION BY provider_code ORDER BY period) AS next_period
    FROM provider_month
),

counted AS (
    SELECT period, provider_code, 'active' AS series
    FROM around
    UNION ALL
    SELECT period, provider_code, 'entrants' AS series
    FROM around
    WHERE previous_period IS NULL OR previous_period < period - INTERVAL 6 MONTH
    UNION ALL
    SELECT period, provider_code, 'leavers' AS series
    FROM around
    WHERE next_period IS NULL OR next_period > period + INTERVAL 6 MONTH
)

SELECT
    active.period,
    counted.series,
    active.municipality_code,
    active.provider_code,
    active.product_category,
    active.care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    active.provider_code AS unit_id,
    1 AS value
FROM active
INNER JOIN counted ON active.period = counted.period AND active.provider_code = counted.provider_code
