-- Eén feit per gemeente en jaar voor inkomsten, resultaat en de cijfers per 10.000 jongeren; lasten ook per zorgvorm. Van de
-- versies van een jaar telt de nieuwste: jaarrekening, najaar, voorjaar, primitief. Een gemeente van de regio die niets opgaf
-- is onbekend en niet nul: een feit zonder waarde. Een resultaat bestaat alleen waar inkomsten én lasten bekend zijn, en van
-- een zorgvorm zijn alleen de lasten bekend.
WITH ranked AS (
    SELECT
        municipality_code,
        year,
        care_form,
        amount_cents,
        rank() OVER (
            PARTITION BY municipality_code, year
            ORDER BY CASE version WHEN 'realised' THEN 1 WHEN 'autumn' THEN 2 WHEN 'spring' THEN 3 ELSE 4 END
        ) AS from_newest
    FROM municipal_budget
    WHERE direction = 'expenditure'
),

spent AS (
    SELECT municipality_code, year, CAST(sum(amount_cents) AS BIGINT) AS spent_cents
    FROM ranked
    WHERE from_newest = 1
    GROUP BY municipality_code, year
),

received AS (
    SELECT municipality_code, year, CAST(sum(amount_cents) AS BIGINT) AS received_cents
    FROM municipal_income
    GROUP BY municipality_code, year
),

inhabitants AS (
    SELECT municipality_code, year, CAST(sum(people) AS BIGINT) AS people
    FROM population
    GROUP BY municipality_code, year
),

expected AS (
    SELECT DISTINCT
        date_trunc('year', calendar_month.month)::DATE AS year,
        municipality.municipality_code
    FROM calendar_month
    INNER JOIN municipality
        ON (municipality.valid_from IS NULL OR municipality.valid_from < calendar_month.next_month)
        AND (municipality.valid_until IS NULL OR municipality.valid_until > calendar_month.month)
    UNION
    SELECT year, municipality_code
    FROM spent
    UNION
    SELECT year, municipality_code
    FROM received
),

account AS (
    SELECT
        expected.year,
        expected.municipality_code,
        received.received_cents,
        spent.spent_cents,
        received.received_cents - spent.spent_cents AS result_cents,
        inhabitants.people
    FROM expected
    LEFT JOIN received
        ON expected.municipality_code = received.municipality_code
        AND expected.year = received.year
    LEFT JOIN spent
        ON expected.municipality_code = spent.municipality_code
        AND expected.year = spent.year
    LEFT JOIN inhabitants
        ON expected.municipality_code = inhabitants.municipality_code
        AND expected.year = inhabitants.year
)

SELECT
    year AS period,
    'income' AS series,
    municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    received_cents AS value,
    CAST(NULL AS BIGINT) AS weight
FROM account

UNION ALL

SELECT
    year AS period,
    'expenditure' AS series,
    municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    amount_cents AS value,
    CAST(NULL AS BIGINT) AS weight
FROM ranked
WHERE from_newest = 1

UNION ALL

SELECT
    year AS period,
    'expenditure' AS series,
    municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CAST(NULL AS BIGINT) AS value,
    CAST(NULL AS BIGINT) AS weight
FROM account
WHERE spent_cents IS NULL

UNION ALL

SELECT
    year AS period,
    'result' AS series,
    municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    result_cents AS value,
    CAST(NULL AS BIGINT) AS weight
FROM account

UNION ALL

SELECT
    year AS period,
    'income' AS series,
    municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CAST(NULL AS BIGINT) AS value,
    CAST(NULL AS BIGINT) AS weight
FROM ranked
WHERE from_newest = 1 AND care_form IS NOT NULL

UNION ALL

SELECT
    year AS period,
    'result' AS series,
    municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CAST(NULL AS BIGINT) AS value,
    CAST(NULL AS BIGINT) AS weight
FROM ranked
WHERE from_newest = 1 AND care_form IS NOT NULL

UNION ALL

SELECT
    year AS period,
    'result_per_10000' AS series,
    municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    result_cents AS value,
    people AS weight
FROM account
WHERE result_cents IS NOT NULL AND people IS NOT NULL

UNION ALL

SELECT
    year AS period,
    'expenditure_per_10000' AS series,
    municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    spent_cents AS value,
    people AS weight
FROM account
WHERE spent_cents IS NOT NULL AND people IS NOT NULL
