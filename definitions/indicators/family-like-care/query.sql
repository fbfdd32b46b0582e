-- Eén feit per traject met verblijf dat op de laatste dag van de maand loopt; de waarde is 1 bij een vorm in een gezin.
SELECT
    calendar_month.month AS period,
    'in_family' AS series,
    stretch.municipality_code,
    stretch.provider_code,
    stretch.product_category,
    stretch.care_form,
    stretch.youth_id,
    stretch.trajectory_id AS unit_id,
    CASE WHEN kind.family_like THEN 1 ELSE 0 END AS value
FROM care_stretch AS stretch
INNER JOIN care_form_kind AS kind ON stretch.care_form = kind.care_form AND kind.residence
INNER JOIN calendar_month
    ON stretch.started_on < calendar_month.next_month
    AND (stretch.delivered_until IS NULL OR stretch.delivered_until >= calendar_month.next_month)
