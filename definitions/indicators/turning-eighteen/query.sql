-- Eén feit per jongere die in zorg 18 werd, en per moment daarna; de waarde is 1 als er dan zorg is. Het jaar is dat van de
-- achttiende verjaardag. Gemeente, aanbieder en zorgvorm zijn die van de zorg die op de dag ervoor het langst liep.
WITH birthday AS (
    SELECT
        youth.youth_id,
        calendar_month.month,
        calendar_month.next_month
    FROM youth
    INNER JOIN calendar_month ON youth.birth_month + INTERVAL 18 YEAR = calendar_month.month
),

cared_for AS (
    SELECT
        birthday.youth_id,
        birthday.month,
        birthday.next_month,
        care_stretch.municipality_code,
        care_stretch.provider_code,
        care_stretch.product_category,
        care_stretch.care_form,
        row_number() OVER (
            PARTITION BY birthday.youth_id
            ORDER BY
                care_stretch.trajectory_started_on,
                care_stretch.trajectory_id,
                care_stretch.started_on DESC,
                care_stretch.assignment_id DESC
        ) AS from_longest
    FROM birthday
    INNER JOIN care_stretch
        ON birthday.youth_id = care_stretch.youth_id
        AND care_stretch.started_on < birthday.month
        AND (care_stretch.delivered_until IS NULL OR care_stretch.delivered_until >= birthday.month)
),

later AS (
    SELECT
        cared_for.youth_id,
        max(CASE
            WHEN trajectory.started_on <= cared_for.next_month
                AND (trajectory.delivered_until IS NULL OR trajectory.delivered_until > cared_for.next_month)
                THEN 1
            ELSE 0
        END) AS after_birthday,
        max(CASE
            WHEN trajectory.started_on <= cared_for.next_month + INTERVAL 6 MONTH
                AND (
                    trajectory.delivered_until IS NULL
                    OR trajectory.delivered_until > cared_for.next_month + INTERVAL 6 MONTH
                )
                THEN 1
            ELSE 0
        END) AS after_six_months
    FROM cared_for
    INNER JOIN trajectory ON cared_for.youth_id = trajectory.youth_id
    WHERE cared_for.from_longest = 1
    GROUP BY cared_for.youth_id
)

SELECT
    date_trunc('year', cared_for.month)::DATE AS period,
    'after_birthday' AS series,
    cared_for.municipality_code,
    cared_for.provider_code,
    cared_for.product_category,
    cared_for.care_form,
    cared_for.youth_id,
    cared_for.youth_id AS unit_id,
    later.after_birthday AS value
FROM cared_for
INNER JOIN later ON cared_for.youth_id = later.youth_id
WHERE cared_for.from_longest = 1

UNION ALL

SELECT
    date_trunc('year', cared_for.month)::DATE AS period,
    'after_six_months' AS series,
    cared_for.municipality_code,
    cared_for.provider_code,
    cared_for.product_category,
    cared_for.care_form,
    cared_for.youth_id,
    cared_for.youth_id AS unit_id,
    later.after_six_months AS value
FROM cared_for
INNER JOIN later ON cared_for.youth_id = later.youth_id
WHERE cared_for.from_longest = 1
