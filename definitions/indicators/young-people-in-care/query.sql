-- Eén feit per jongere, stuk zorg en maand waarin dat stuk liep.
-- Vrije dagen binnen een traject horen bij het stuk ervoor; het laatste stuk loopt tot het einde van het traject.
WITH part AS (
    SELECT
        trajectory.trajectory_id,
        trajectory.youth_id,
        trajectory.provider_code,
        trajectory.care_form,
        trajectory.delivered_until AS trajectory_until,
        delivery.municipality_code,
        delivery.product_category,
        delivery.started_on,
        delivery.delivered_until,
        lead(delivery.started_on) OVER (
            PARTITION BY trajectory.trajectory_id
            ORDER BY delivery.started_on, delivery.assignment_id, delivery.product_category
        ) AS next_started_on
    FROM trajectory
    INNER JOIN delivery
        ON trajectory.youth_id = delivery.youth_id
        AND trajectory.provider_code = delivery.provider_code
        AND trajectory.care_form = delivery.care_form
        AND trajectory.started_on <= delivery.started_on
        AND (trajectory.delivered_until IS NULL OR delivery.started_on < trajectory.delivered_until)
),

stretch AS (
    SELECT
        trajectory_id,
        youth_id,
        municipality_code,
        provider_code,
        product_category,
        care_form,
        started_on,
        CASE
            WHEN next_started_on IS NULL OR delivered_until IS NULL THEN trajectory_until
            ELSE greatest(delivered_until, next_started_on)
        END AS stretch_until
    FROM part
)

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
FROM stretch
INNER JOIN calendar_month
    ON stretch.started_on < calendar_month.next_month
    AND (stretch.stretch_until IS NULL OR stretch.stretch_until > calendar_month.month)
