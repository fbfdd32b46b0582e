-- The steps of a youth's care: each trajectory with who paid for what when it began (started_) and in its last part, and what care
-- of the same youth lies around it, at whatever provider and in whatever form. One step per trajectory.
-- days_without_care_before: 0 when other care ran (or ended) on the day of the start, NULL when there was none before.
-- days_without_care_after: likewise from the end; NULL while the trajectory runs, and when nothing has followed.
-- next_: the first trajectory that began later and, before the end of this one, at most as many days as a trajectory may span without
-- care: a handover may overlap. Of two that begin on one day the one with residence.
WITH part AS MATERIALIZED (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY trajectory_id
            ORDER BY started_on, assignment_id, product_category, municipality_code
        ) AS from_first,
        row_number() OVER (
            PARTITION BY trajectory_id
            ORDER BY started_on DESC, assignment_id DESC, product_category DESC, municipality_code DESC
        ) AS from_last
    FROM care_stretch
),
step AS MATERIALIZED (
    SELECT
        opening.trajectory_id,
        opening.youth_id,
        opening.provider_code,
        opening.care_form,
        opening.municipality_code AS started_municipality_code,
        opening.product_category AS started_product_category,
        opening.assignment_id AS started_assignment_id,
        closing.municipality_code,
        closing.product_category,
        opening.trajectory_started_on AS started_on,
        opening.trajectory_until AS delivered_until,
        opening.end_reason,
        opening.ended_by
    FROM part AS opening
    INNER JOIN part AS closing ON closing.trajectory_id = opening.trajectory_id AND closing.from_last = 1
    WHERE opening.from_first = 1
),
around AS (
    SELECT
        step.trajectory_id,
        max(least(coalesce(other.delivered_until, step.started_on), step.started_on))
            FILTER (WHERE other.started_on < step.started_on) AS cared_until,
        min(greatest(other.started_on, step.delivered_until))
            FILTER (
                WHERE step.delivered_until IS NOT NULL
                AND (other.delivered_until IS NULL OR other.delivered_until > step.delivered_until)
            ) AS cared_from,
        min({
            'started_on': other.started_on,
            'without_residence': other.care_form NOT IN ('11', '12', '13', '14'),
            'care_form': other.care_form,
            'trajectory_id': other.trajectory_id
        }) FILTER (
            WHERE other.started_on > step.started_on
            AND other.started_on >= step.delivered_until - CAST(region_setting.trajectory_gap_days AS INTEGER)
        ) AS following
    FROM step
    INNER JOIN step AS other ON other.youth_id = step.youth_id AND other.trajectory_id <> step.trajectory_id
    CROSS JOIN region_setting
    GROUP BY step.trajectory_id
)
SELECT
    step.*,
    date_diff('day', around.cared_until, step.started_on) AS days_without_care_before,
    date_diff('day', step.delivered_until, around.cared_from) AS days_without_care_after,
    around.following.trajectory_id AS next_trajectory_id,
    around.following.care_form AS next_care_form,
    around.following.started_on AS next_started_on
FROM step
LEFT JOIN around ON around.trajectory_id = step.trajectory_id
