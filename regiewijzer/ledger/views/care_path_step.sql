-- The steps of a youth's care: each trajectory with where it began, and what care of the same youth lies around it, at whatever
-- provider and in whatever form. One step per trajectory.
-- days_without_care_before: 0 when other care ran (or ended) on the day of the start, NULL when there was none before.
-- days_without_care_after: likewise from the end; NULL while the trajectory runs, and when nothing has followed.
-- next_: the first trajectory that began later and at most 28 days before the end of this one: a handover may overlap. Of two that
-- begin on one day the one with residence.
WITH opening AS (
    SELECT
        trajectory_id,
        municipality_code,
        product_category,
        assignment_id,
        row_number() OVER (
            PARTITION BY trajectory_id
            ORDER BY started_on, assignment_id, product_category, municipality_code
        ) AS from_first
    FROM care_stretch
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
        }) FILTER (WHERE other.started_on > step.started_on AND other.started_on >= step.delivered_until - 28) AS following
    FROM trajectory AS step
    INNER JOIN trajectory AS other ON other.youth_id = step.youth_id AND other.trajectory_id <> step.trajectory_id
    GROUP BY step.trajectory_id
)
SELECT
    trajectory.trajectory_id,
    trajectory.youth_id,
    trajectory.provider_code,
    trajectory.care_form,
    opening.municipality_code AS started_municipality_code,
    opening.product_category AS started_product_category,
    opening.assignment_id AS started_assignment_id,
    trajectory.municipality_code,
    trajectory.product_category,
    trajectory.started_on,
    trajectory.delivered_until,
    trajectory.end_reason,
    trajectory.ended_by,
    date_diff('day', around.cared_until, trajectory.started_on) AS days_without_care_before,
    date_diff('day', trajectory.delivered_until, around.cared_from) AS days_without_care_after,
    around.following.trajectory_id AS next_trajectory_id,
    around.following.care_form AS next_care_form,
    around.following.started_on AS next_started_on
FROM trajectory
LEFT JOIN opening ON opening.trajectory_id = trajectory.trajectory_id AND opening.from_first = 1
LEFT JOIN around ON around.trajectory_id = trajectory.trajectory_id
