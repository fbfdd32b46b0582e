-- Een zorgpad: trajecten van een jongere met hooguit 183 dagen zonder zorg ertussen. Een traject dat een beëindigd traject opvolgt
-- is een volgende stap; een traject dat ernaast begint is dat niet.
WITH ordered AS (
    SELECT
        trajectory_id,
        youth_id,
        started_on,
        days_without_care_before,
        lag(started_on) OVER (PARTITION BY youth_id ORDER BY started_on, trajectory_id) AS started_before
    FROM care_path_step
),

path AS (
    SELECT
        trajectory_id,
        youth_id,
        started_on,
        sum(CASE WHEN days_without_care_before <= 183 OR started_on = started_before THEN 0 ELSE 1 END) OVER (
            PARTITION BY youth_id ORDER BY started_on, trajectory_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS path_no
    FROM ordered
),

successor AS (
    SELECT DISTINCT next_trajectory_id AS trajectory_id
    FROM care_path_step
    WHERE next_started_on <= delivered_until + INTERVAL 183 DAY
),

step AS (
    SELECT
        path.trajectory_id,
        1 + sum(CASE WHEN successor.trajectory_id IS NULL THEN 0 ELSE 1 END) OVER (
            PARTITION BY path.youth_id, path.path_no ORDER BY path.started_on, path.trajectory_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS step_no,
        1 + sum(CASE WHEN successor.trajectory_id IS NULL THEN 0 ELSE 1 END) OVER (
            PARTITION BY path.youth_id, path.path_no
        ) AS path_length
    FROM path
    LEFT JOIN successor ON path.trajectory_id = successor.trajectory_id
)

SELECT
    date_trunc('month', trajectory.started_on)::DATE AS period,
    'third_or_later' AS series,
    trajectory.started_municipality_code AS municipality_code,
    trajectory.provider_code,
    trajectory.started_product_category AS product_category,
    trajectory.care_form,
    trajectory.youth_id,
    trajectory.trajectory_id AS unit_id,
    CASE WHEN step.step_no >= 3 THEN 1 ELSE 0 END AS value
FROM care_path_step AS trajectory
INNER JOIN step ON trajectory.trajectory_id = step.trajectory_id

UNION ALL

SELECT
    date_trunc('month', trajectory.delivered_until - INTERVAL 1 DAY)::DATE AS period,
    'path_length' AS series,
    trajectory.municipality_code,
    trajectory.provider_code,
    trajectory.product_category,
    trajectory.care_form,
    trajectory.youth_id,
    trajectory.trajectory_id AS unit_id,
    step.path_length AS value
FROM care_path_step AS trajectory
INNER JOIN step ON trajectory.trajectory_id = step.trajectory_id
WHERE trajectory.delivered_until IS NOT NULL
    AND (trajectory.days_without_care_after IS NULL OR trajectory.days_without_care_after > 183)
