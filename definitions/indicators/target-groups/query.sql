-- Eén feit per jongere, stuk zorg en jaar waarin dat stuk liep.
WITH care_year AS (
    SELECT date_trunc('year', month)::DATE AS period, max(next_month) AS next_period
    FROM calendar_month
    GROUP BY date_trunc('year', month)
)

SELECT
    care_year.period,
    'youths' AS series,
    stretch.municipality_code,
    stretch.provider_code,
    stretch.product_category,
    stretch.care_form,
    stretch.youth_id,
    stretch.trajectory_id AS unit_id,
    1 AS value
FROM care_stretch AS stretch
INNER JOIN care_year
    ON stretch.started_on < care_year.next_period
    AND (stretch.delivered_until IS NULL OR stretch.delivered_until > care_year.period)
