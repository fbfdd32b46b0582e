-- The parts of a trajectory: from when to when which municipality paid for which product. Days without care inside a trajectory
-- belong to the part before; the last part lasts until the trajectory ends. NULL in delivered_until = running. end_reason and ended_by
-- are those of the trajectory.
WITH part AS (
    SELECT
        trajectory.trajectory_id,
        trajectory.youth_id,
        delivery.municipality_code,
        trajectory.provider_code,
        delivery.assignment_id,
        delivery.product_category,
        trajectory.care_form,
        delivery.started_on,
        delivery.delivered_until,
        trajectory.started_on AS trajectory_started_on,
        trajectory.delivered_until AS trajectory_until,
        trajectory.end_reason,
        trajectory.ended_by,
        lead(delivery.started_on) OVER (
            PARTITION BY trajectory.trajectory_id
            ORDER BY
                delivery.started_on, delivery.assignment_id, delivery.product_category, delivery.product_code,
                delivery.municipality_code, delivery.delivered_until
        ) AS next_started_on
    FROM trajectory
    INNER JOIN delivery
        ON trajectory.youth_id = delivery.youth_id
        AND trajectory.provider_code = delivery.provider_code
        AND trajectory.care_form = delivery.care_form
        AND trajectory.started_on <= delivery.started_on
        AND (trajectory.delivered_until IS NULL OR delivery.started_on < trajectory.delivered_until)
)
SELECT
    trajectory_id,
    youth_id,
    municipality_code,
    provider_code,
    assignment_id,
    product_category,
    care_form,
    started_on,
    CASE
        WHEN next_started_on IS NULL OR delivered_until IS NULL THEN trajectory_until
        ELSE greatest(delivered_until, next_started_on)
    END AS delivered_until,
    trajectory_started_on,
    trajectory_until,
    end_reason,
    ended_by
FROM part
