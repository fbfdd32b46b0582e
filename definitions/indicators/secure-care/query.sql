-- Eén feit per gesloten plaatsing en kwartaal waarin zij liep, en één per gesloten plaatsing die begon.
SELECT DISTINCT
    date_trunc('quarter', calendar_month.month)::DATE AS period,
    'in_secure_care' AS series,
    stretch.municipality_code,
    stretch.provider_code,
    stretch.product_category,
    stretch.care_form,
    stretch.youth_id,
    stretch.trajectory_id AS unit_id,
    1 AS value
FROM care_stretch AS stretch
INNER JOIN care_form_kind AS kind ON stretch.care_form = kind.care_form AND kind.secure
INNER JOIN calendar_month
    ON stretch.started_on < calendar_month.next_month
    AND (stretch.delivered_until IS NULL OR stretch.delivered_until > calendar_month.month)

UNION ALL

SELECT
    date_trunc('quarter', step.started_on)::DATE AS period,
    'placed' AS series,
    step.started_municipality_code AS municipality_code,
    step.provider_code,
    step.started_product_category AS product_category,
    step.care_form,
    step.youth_id,
    step.trajectory_id AS unit_id,
    1 AS value
FROM care_path_step AS step
INNER JOIN care_form_kind AS kind ON step.care_form = kind.care_form AND kind.secure
