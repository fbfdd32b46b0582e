-- Eén feit per zorgpad, in het jaar waarin het begon: de volgorde van zorgvormen in het eerste jaar, herhaling weggelaten.
-- Een zorgpad is een reeks trajecten van een jongere met hooguit 183 dagen zonder zorg ertussen.
WITH ordered AS (
    SELECT
        trajectory_id,
        youth_id,
        provider_code,
        care_form,
        started_municipality_code AS municipality_code,
        started_product_category AS product_category,
        started_on,
        days_without_care_before,
        lag(started_on) OVER (PARTITION BY youth_id ORDER BY started_on, care_form, trajectory_id) AS started_before
    FROM care_path_step
),

step AS (
    SELECT
        ordered.trajectory_id,
        ordered.youth_id,
        ordered.provider_code,
        ordered.care_form,
        ordered.municipality_code,
        ordered.product_category,
        ordered.started_on,
        kind.weight,
        sum(
            CASE WHEN ordered.days_without_care_before <= 183 OR ordered.started_on = ordered.started_before THEN 0 ELSE 1 END
        ) OVER (
            PARTITION BY ordered.youth_id ORDER BY ordered.started_on, ordered.care_form, ordered.trajectory_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS path_no
    FROM ordered
    LEFT JOIN care_form_kind AS kind ON ordered.care_form = kind.care_form
),

opening AS (
    SELECT
        youth_id,
        path_no,
        trajectory_id,
        provider_code,
        care_form,
        municipality_code,
        product_category,
        started_on,
        row_number() OVER (PARTITION BY youth_id, path_no ORDER BY started_on, care_form, trajectory_id) AS place
    FROM step
),

-- Wat in het eerste jaar van het pad begon.
first_year AS (
    SELECT
        step.youth_id,
        step.path_no,
        step.trajectory_id,
        step.provider_code,
        step.care_form,
        step.started_on,
        step.weight,
        opening.started_on AS path_started_on,
        lag(step.care_form) OVER (
            PARTITION BY step.youth_id, step.path_no ORDER BY step.started_on, step.care_form, step.trajectory_id
        ) AS care_form_before
    FROM step
    INNER JOIN opening ON step.youth_id = opening.youth_id AND step.path_no = opening.path_no AND opening.place = 1
    WHERE step.started_on < opening.started_on + INTERVAL 12 MONTH
),

changed AS (
    SELECT
        youth_id,
        path_no,
        care_form,
        row_number() OVER (PARTITION BY youth_id, path_no ORDER BY started_on, care_form, trajectory_id) AS place
    FROM first_year
    WHERE care_form_before IS NULL OR care_form_before <> care_form
),

written AS (
    SELECT
        youth_id,
        path_no,
        concat(
            max(CASE WHEN place = 1 THEN care_form ELSE '' END),
            max(CASE WHEN place = 2 THEN concat('>', care_form) ELSE '' END),
            max(CASE WHEN place = 3 THEN concat('>', care_form) ELSE '' END),
            max(CASE WHEN place = 4 THEN concat('>', care_form) ELSE '' END),
            max(CASE WHEN place = 5 THEN concat('>', care_form) ELSE '' END)
        ) AS path
    FROM changed
    GROUP BY youth_id, path_no
),

summed AS (
    SELECT
        youth_id,
        path_no,
        max(CASE WHEN started_on = path_started_on THEN weight END) AS weight_at_start,
        max(weight) AS heaviest,
        count(DISTINCT provider_code) AS providers
    FROM first_year
    GROUP BY youth_id, path_no
),

question AS (
    SELECT 'paths' AS series
    UNION ALL
    SELECT 'changed_form' AS series
    UNION ALL
    SELECT 'more_providers' AS series
    UNION ALL
    SELECT 'became_heavier' AS series
)

SELECT
    date_trunc('year', opening.started_on)::DATE AS period,
    question.series,
    opening.municipality_code,
    opening.provider_code,
    opening.product_category,
    opening.care_form,
    opening.youth_id,
    opening.trajectory_id AS unit_id,
    CASE
        WHEN question.series = 'paths' THEN 1
        WHEN question.series = 'changed_form' AND written.path <> opening.care_form THEN 1
        WHEN question.series = 'more_providers' AND summed.providers >= 2 THEN 1
        WHEN question.series = 'became_heavier' AND summed.heaviest > summed.weight_at_start THEN 1
        ELSE 0
    END AS value,
    written.path
FROM opening
CROSS JOIN question
INNER JOIN written ON opening.youth_id = written.youth_id AND opening.path_no = written.path_no
INNER JOIN summed ON opening.youth_id = summed.youth_id AND opening.path_no = summed.path_no
WHERE opening.place = 1
    AND (question.series <> 'became_heavier' OR summed.weight_at_start IS NOT NULL)
