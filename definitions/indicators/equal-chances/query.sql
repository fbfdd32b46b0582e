-- Jongeren in zorg op de laatste dag van de maand, naar soort wijk: de wijken in drie even grote delen, naar de som van de aandelen
-- eenoudergezinnen, lage inkomens en lage opleiding. Eén feit per jongere in zorg en één per groep inwoners, en voor de wijken met
-- veel van deze gezinnen ook wat daar verwacht is als elke leeftijd en elk geslacht evenveel zorg kreeg als in de hele regio.
WITH delivered AS (
    SELECT
        municipality_code,
        district_code,
        year,
        age,
        sex,
        people,
        max(CASE WHEN district_code IS NULL THEN 0 ELSE 1 END) OVER (PARTITION BY municipality_code, year) AS has_districts
    FROM population
),

-- Wie per wijk levert, levert de gemeente als geheel soms ook: dan tellen alleen de wijken.
people AS (
    SELECT
        calendar_month.month,
        delivered.year,
        delivered.municipality_code,
        delivered.district_code,
        CASE
            WHEN delivered.age < 4 THEN 1
            WHEN delivered.age < 7 THEN 2
            WHEN delivered.age < 10 THEN 3
            WHEN delivered.age < 12 THEN 4
            WHEN delivered.age < 15 THEN 5
            WHEN delivered.age < 18 THEN 6
            ELSE 7
        END AS age_class,
        delivered.sex,
        sum(delivered.people) AS people
    FROM delivered
    INNER JOIN calendar_month ON date_trunc('year', calendar_month.month)::DATE = delivered.year
    WHERE delivered.has_districts = 0 OR delivered.district_code IS NOT NULL
    GROUP BY
        calendar_month.month,
        delivered.year,
        delivered.municipality_code,
        delivered.district_code,
        CASE
            WHEN delivered.age < 4 THEN 1
            WHEN delivered.age < 7 THEN 2
            WHEN delivered.age < 10 THEN 3
            WHEN delivered.age < 12 THEN 4
            WHEN delivered.age < 15 THEN 5
            WHEN delivered.age < 18 THEN 6
            ELSE 7
        END,
        delivered.sex
),

-- Een jongere telt één keer, bij de gemeente van het traject dat het langst loopt.
cared_for AS (
    SELECT
        calendar_month.month,
        date_trunc('year', calendar_month.month)::DATE AS year,
        stretch.youth_id,
        stretch.municipality_code,
        youth.district_code,
        CASE
            WHEN youth.birth_month + INTERVAL 4 YEAR > calendar_month.month THEN 1
            WHEN youth.birth_month + INTERVAL 7 YEAR > calendar_month.month THEN 2
            WHEN youth.birth_month + INTERVAL 10 YEAR > calendar_month.month THEN 3
            WHEN youth.birth_month + INTERVAL 12 YEAR > calendar_month.month THEN 4
            WHEN youth.birth_month + INTERVAL 15 YEAR > calendar_month.month THEN 5
            WHEN youth.birth_month + INTERVAL 18 YEAR > calendar_month.month THEN 6
            WHEN youth.birth_month + INTERVAL 23 YEAR > calendar_month.month THEN 7
        END AS age_class,
        youth.sex,
        row_number() OVER (
            PARTITION BY calendar_month.month, stretch.youth_id ORDER BY stretch.trajectory_started_on, stretch.trajectory_id
        ) AS from_longest
    FROM care_stretch AS stretch
    INNER JOIN youth ON stretch.youth_id = youth.youth_id
    INNER JOIN calendar_month
        ON stretch.started_on < calendar_month.next_month
        AND (stretch.delivered_until IS NULL OR stretch.delivered_until >= calendar_month.next_month)
),

-- Alleen wie bij een groep hoort waarvan de inwoners bekend zijn.
observed AS (
    SELECT
        cared_for.month,
        cared_for.year,
        cared_for.youth_id,
        cared_for.municipality_code,
        cared_for.district_code,
        cared_for.age_class,
        cared_for.sex
    FROM cared_for
    INNER JOIN (SELECT DISTINCT people.month, people.municipality_code, people.age_class, people.sex FROM people) AS known
        ON cared_for.month = known.month
        AND cared_for.municipality_code = known.municipality_code
        AND cared_for.age_class = known.age_class
        AND cared_for.sex = known.sex
    WHERE cared_for.from_longest = 1
),

ranked AS (
    SELECT
        year,
        district_code,
        row_number() OVER (
            PARTITION BY year ORDER BY one_parent_share + low_income_share + low_education_share, district_code
        ) AS place,
        count(*) OVER (PARTITION BY year) AS districts
    FROM population_covariate
    WHERE district_code IS NOT NULL
        AND one_parent_share IS NOT NULL
        AND low_income_share IS NOT NULL
        AND low_education_share IS NOT NULL
),

district_kind AS (
    SELECT
        year,
        district_code,
        CASE WHEN place * 3 <= districts THEN 1 WHEN place * 3 <= districts * 2 THEN 2 ELSE 3 END AS kind
    FROM ranked
),

placed_people AS (
    SELECT
        people.month,
        people.municipality_code,
        people.age_class,
        people.sex,
        people.district_code,
        district_kind.kind,
        people.people
    FROM people
    INNER JOIN district_kind ON people.year = district_kind.year AND people.district_code = district_kind.district_code
),

placed_observed AS (
    SELECT
        observed.month,
        observed.youth_id,
        observed.municipality_code,
        observed.age_class,
        observed.sex,
        district_kind.kind
    FROM observed
    INNER JOIN district_kind ON observed.year = district_kind.year AND observed.district_code = district_kind.district_code
),

region_people AS (
    SELECT month, age_class, sex, sum(people) AS people
    FROM placed_people
    GROUP BY month, age_class, sex
),

region_observed AS (
    SELECT month, age_class, sex, count(*) AS youths
    FROM placed_observed
    GROUP BY month, age_class, sex
),

series AS (
    SELECT 1 AS kind, 'few' AS series
    UNION ALL
    SELECT 2 AS kind, 'some' AS series
    UNION ALL
    SELECT 3 AS kind, 'many' AS series
),

age_group AS (
    SELECT 1 AS age_class, '0-3' AS age_group
    UNION ALL
    SELECT 2 AS age_class, '4-11' AS age_group
    UNION ALL
    SELECT 3 AS age_class, '4-11' AS age_group
    UNION ALL
    SELECT 4 AS age_class, '4-11' AS age_group
    UNION ALL
    SELECT 5 AS age_class, '12-17' AS age_group
    UNION ALL
    SELECT 6 AS age_class, '12-17' AS age_group
    UNION ALL
    SELECT 7 AS age_class, '18-22' AS age_group
)

SELECT
    placed_observed.month AS period,
    series.series,
    placed_observed.municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    placed_observed.youth_id,
    placed_observed.youth_id AS unit_id,
    1 AS value,
    CAST(NULL AS DECIMAL(18, 6)) AS weight,
    age_group.age_group,
    placed_observed.sex
FROM placed_observed
INNER JOIN series ON placed_observed.kind = series.kind
INNER JOIN age_group ON placed_observed.age_class = age_group.age_class

UNION ALL

SELECT
    placed_people.month AS period,
    series.series,
    placed_people.municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    placed_people.district_code AS unit_id,
    CAST(NULL AS BIGINT) AS value,
    CAST(placed_people.people AS DECIMAL(18, 6)) AS weight,
    age_group.age_group,
    placed_people.sex
FROM placed_people
INNER JOIN series ON placed_people.kind = series.kind
INNER JOIN age_group ON placed_people.age_class = age_group.age_class

UNION ALL

SELECT
    placed_observed.month AS period,
    'many_against_expected' AS series,
    placed_observed.municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    placed_observed.youth_id,
    placed_observed.youth_id AS unit_id,
    1 AS value,
    CAST(NULL AS DECIMAL(18, 6)) AS weight,
    age_group.age_group,
    placed_observed.sex
FROM placed_observed
INNER JOIN age_group ON placed_observed.age_class = age_group.age_class
WHERE placed_observed.kind = 3

UNION ALL

SELECT
    placed_people.month AS period,
    'many_against_expected' AS series,
    placed_people.municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    placed_people.district_code AS unit_id,
    0 AS value,
    CAST(placed_people.people * region_observed.youths / nullif(region_people.people, 0) AS DECIMAL(18, 6)) AS weight,
    age_group.age_group,
    placed_people.sex
FROM placed_people
INNER JOIN age_group ON placed_people.age_class = age_group.age_class
INNER JOIN region_people
    ON placed_people.month = region_people.month
    AND placed_people.age_class = region_people.age_class
    AND placed_people.sex = region_people.sex
INNER JOIN region_observed
    ON placed_people.month = region_observed.month
    AND placed_people.age_class = region_observed.age_class
    AND placed_people.sex = region_observed.sex
WHERE placed_people.kind = 3
