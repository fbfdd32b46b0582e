-- Eén feit per jongere die op de laatste dag van de maand zorg heeft, per vraag. Bij meer vormen tegelijk telt het zwaarste
-- verblijf: gesloten, ander verblijf, gezinsgericht, pleegzorg, geen verblijf.
WITH form AS (
    SELECT
        calendar_month.month,
        care_stretch.youth_id,
        care_stretch.municipality_code,
        care_stretch.provider_code,
        care_stretch.product_category,
        care_stretch.care_form,
        row_number() OVER (
            PARTITION BY calendar_month.month, care_stretch.youth_id
            ORDER BY
                CASE care_stretch.care_form WHEN '13' THEN 1 WHEN '14' THEN 2 WHEN '12' THEN 3 WHEN '11' THEN 4 ELSE 5 END,
                care_stretch.trajectory_started_on,
                care_stretch.trajectory_id,
                care_stretch.started_on DESC,
                care_stretch.assignment_id DESC
        ) AS from_heaviest
    FROM care_stretch
    INNER JOIN calendar_month
        ON care_stretch.started_on < calendar_month.next_month
        AND (care_stretch.delivered_until IS NULL OR care_stretch.delivered_until >= calendar_month.next_month)
    WHERE care_stretch.care_form IN ('01', '02', '03', '04', '11', '12', '13', '14')
)

SELECT
    month AS period,
    'home_or_family' AS series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    youth_id,
    youth_id AS unit_id,
    CASE WHEN care_form IN ('13', '14') THEN 0 ELSE 1 END AS value
FROM form
WHERE from_heaviest = 1

UNION ALL

SELECT
    month AS period,
    'at_home' AS series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    youth_id,
    youth_id AS unit_id,
    CASE WHEN care_form IN ('11', '12', '13', '14') THEN 0 ELSE 1 END AS value
FROM form
WHERE from_heaviest = 1
