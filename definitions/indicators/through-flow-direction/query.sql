-- Eén feit per beëindigd traject dat binnen 28 dagen door een ander traject is gevolgd. De zorgvorm is die van het traject dat
-- eindigde; de reeks zegt waarheen.
SELECT
    date_trunc('quarter', step.delivered_until - INTERVAL 1 DAY)::DATE AS period,
    CASE
        WHEN kind.family_like THEN 'to_family'
        WHEN kind.residence THEN 'to_residence'
        WHEN step.next_care_form = '03' THEN 'to_day_care'
        WHEN step.next_care_form IN ('01', '02', '04') THEN 'to_outpatient'
        WHEN step.next_care_form IN ('JB', 'JR', 'PJ') THEN 'to_measure'
        ELSE 'to_unknown'
    END AS series,
    step.municipality_code,
    step.provider_code,
    step.product_category,
    step.care_form,
    step.youth_id,
    step.trajectory_id AS unit_id,
    1 AS value
FROM care_path_step AS step
LEFT JOIN care_form_kind AS kind ON step.next_care_form = kind.care_form
WHERE step.next_started_on < step.delivered_until + INTERVAL 28 DAY
