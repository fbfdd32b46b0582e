-- Eén feit per traject dat begint (instroom of doorstroom) en per traject waarna de jongere 28 dagen geen zorg heeft.
WITH part AS (
    SELECT
        trajectory.trajectory_id,
        delivery.municipality_code,
        delivery.product_category,
        row_number() OVER (
            PARTITION BY trajectory.trajectory_id
            ORDER BY delivery.started_on, delivery.assignment_id, delivery.product_category
        ) AS from_first,
        row_number() OVER (
            PARTITION BY trajectory.trajectory_id
            ORDER BY delivery.started_on DESC, delivery.assignment_id DESC, delivery.product_category DESC
        ) AS from_last
    FROM trajectory
    INNER JOIN delivery
        ON trajectory.youth_id = delivery.youth_id
        AND trajectory.provider_code = delivery.provider_code
        AND trajectory.care_form = delivery.care_form
        AND trajectory.started_on <= delivery.started_on
        AND (trajectory.delivered_until IS NULL OR delivery.started_on < trajectory.delivered_until)
),

cared_for_before AS (
    SELECT DISTINCT later.trajectory_id
    FROM trajectory AS later
    INNER JOIN trajectory AS earlier
        ON later.youth_id = earlier.youth_id
        AND earlier.started_on < later.started_on
        AND (earlier.delivered_until IS NULL OR earlier.delivered_until > later.started_on - INTERVAL 28 DAY)
),

cared_for_after AS (
    SELECT DISTINCT ended.trajectory_id
    FROM trajectory AS ended
    INNER JOIN trajectory AS other
        ON ended.youth_id = other.youth_id
        AND ended.trajectory_id <> other.trajectory_id
        AND other.started_on < ended.delivered_until + INTERVAL 28 DAY
        AND (other.delivered_until IS NULL OR other.delivered_until > ended.delivered_until)
),

started AS (
    SELECT
        date_trunc('month', trajectory.started_on)::DATE AS period,
        part.municipality_code,
        trajectory.provider_code,
        part.product_category,
        trajectory.care_form,
        trajectory.youth_id,
        trajectory.trajectory_id,
        CASE WHEN cared_for_before.trajectory_id IS NULL THEN 1 ELSE 0 END AS is_inflow,
        max(CASE WHEN cared_for_before.trajectory_id IS NULL THEN 1 ELSE 0 END) OVER (
            PARTITION BY trajectory.youth_id, date_trunc('month', trajectory.started_on)
        ) AS is_inflow_this_month
    FROM trajectory
    INNER JOIN part ON trajectory.trajectory_id = part.trajectory_id AND part.from_first = 1
    LEFT JOIN cared_for_before ON trajectory.trajectory_id = cared_for_before.trajectory_id
)

SELECT
    period,
    CASE WHEN is_inflow = 1 THEN 'inflow' ELSE 'throughflow' END AS series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    youth_id,
    trajectory_id AS unit_id,
    1 AS value
FROM started
WHERE is_inflow = is_inflow_this_month

UNION ALL

SELECT
    date_trunc('month', trajectory.delivered_until - INTERVAL 1 DAY)::DATE AS period,
    'outflow' AS series,
    part.municipality_code,
    trajectory.provider_code,
    part.product_category,
    trajectory.care_form,
    trajectory.youth_id,
    trajectory.trajectory_id AS unit_id,
    1 AS value
FROM trajectory
INNER JOIN part ON trajectory.trajectory_id = part.trajectory_id AND part.from_last = 1
LEFT JOIN cared_for_after ON trajectory.trajectory_id = cared_for_after.trajectory_id
WHERE trajectory.delivered_until IS NOT NULL
    AND cared_for_after.trajectory_id IS NULL
