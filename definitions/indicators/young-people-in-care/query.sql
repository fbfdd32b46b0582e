-- Eén feit per jongere, stuk zorg en maand waarin dat stuk liep.
SELECT
    calendar_month.month AS period,
    'in_care' AS series,
    stretch.municipality_code,
    stretch.provider_code,
    stretch.product_category,
    stretch.care_form,
    stretch.youth_id,
    stretch.trajectory_id AS unit_id,
    1 AS value
FROM care_stretch AS stretch
INNER JOIN calendar_month
    ON stretch.started_on < calendar_month.next_month
    AND (stretch.delivered_until IS NULL OR stretch.delivered_until > calendar_month.month)
