-- Eén feit per traject dat op de laatste dag van de maand loopt; de waarde is het aantal dagen sinds de start, die dag meegeteld.
SELECT
    calendar_month.month AS period,
    'elapsed' AS series,
    stretch.municipality_code,
    stretch.provider_code,
    stretch.product_category,
    stretch.care_form,
    stretch.youth_id,
    stretch.trajectory_id AS unit_id,
    date_diff('day', stretch.trajectory_started_on, calendar_month.next_month) AS value
FROM care_stretch AS stretch
INNER JOIN calendar_month
    ON stretch.started_on < calendar_month.next_month
    AND (stretch.delivered_until IS NULL OR stretch.delivered_until >= calendar_month.next_month)
