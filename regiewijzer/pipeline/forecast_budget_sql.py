"""The queries behind budgets beside a forecast. Apart, so that who asks which fields they use loads no model."""

# The newest version of the budget of the year ($1) counts; the accounts are no budget. Outside the claims a month counts as it
# was spent, else as it was planned; months of the year of which nothing is known are taken as the last twelve that are known.
BUDGET = """
WITH place AS (
    SELECT municipality_code, coalesce($3[nullif(list_position($2, municipality_code), 0)], municipality_code) AS municipality
    FROM municipality
),
version AS (
    SELECT
        municipality, version, sum(amount_cents)::BIGINT AS budget,
        CASE version WHEN 'original' THEN 1 WHEN 'spring' THEN 2 ELSE 3 END AS place
    FROM municipal_budget
    INNER JOIN place USING (municipality_code)
    WHERE year(year) = $1 AND direction = 'expenditure' AND version <> 'realised'
    GROUP BY ALL
),
newest AS (
    SELECT municipality, arg_max(version, place) AS version, arg_max(budget, place) AS budget FROM version GROUP BY municipality
),
monthly AS (
    SELECT
        municipality, category, month,
        sum(amount_cents) FILTER (WHERE basis = 'actual') AS actual,
        sum(amount_cents) FILTER (WHERE basis = 'planned') AS planned
    FROM other_spending
    INNER JOIN place USING (municipality_code)
    GROUP BY ALL
),
regular AS (
    SELECT
        *, coalesce(actual, planned) AS cents, year(month) = $1 AS is_now,
        row_number() OVER (PARTITION BY municipality, category ORDER BY month DESC) AS back
    FROM monthly
    WHERE category <> 'settlement_earlier_years' AND year(month) <= $1
),
by_category AS (
    SELECT
        municipality, category,
        coalesce(sum(actual) FILTER (WHERE is_now), 0) AS actual,
        coalesce(sum(planned) FILTER (WHERE is_now AND actual IS NULL), 0) AS planned,
        (12 - count(*) FILTER (WHERE is_now)) * avg(cents) FILTER (WHERE back <= 12) AS estimated
    FROM regular
    GROUP BY municipality, category
    HAVING max(year(month)) >= $1 - 1
),
outside AS (
    SELECT
        municipality,
        sum(actual)::BIGINT AS actual, sum(planned)::BIGINT AS planned, round(sum(estimated))::BIGINT AS estimated
    FROM by_category
    GROUP BY municipality
),
settled AS (
    SELECT municipality, sum(coalesce(actual, planned))::BIGINT AS settlement
    FROM monthly
    WHERE category = 'settlement_earlier_years' AND year(month) = $1
    GROUP BY municipality
)
SELECT
    municipality, newest.version, newest.budget, outside.actual, outside.planned, outside.estimated,
    coalesce(settled.settlement, 0)::BIGINT AS settlement
FROM newest
FULL JOIN outside USING (municipality)
LEFT JOIN settled USING (municipality)
ORDER BY municipality
"""

# Every year from $1 to $2. The newest version of the budget of a year counts; the accounts are no budget. Outside the claims a
# month counts as it was spent, else as planned; months of which nothing is known are the mean of the last twelve that are, raised
# by the yearly step of tariffs ($5) for each year between. care_form '' = booked without a form.
YEAR_BUDGET = """
WITH place AS (
    SELECT municipality_code, coalesce($4[nullif(list_position($3, municipality_code), 0)], municipality_code) AS municipality
    FROM municipality
),
booked AS (
    SELECT
        municipality, year(year) AS year, version, coalesce(care_form, '') AS care_form, sum(amount_cents)::BIGINT AS budget
    FROM municipal_budget
    INNER JOIN place USING (municipality_code)
    WHERE year(year) BETWEEN $1 AND $2 AND direction = 'expenditure' AND version <> 'realised'
    GROUP BY ALL
),
newest AS (
    SELECT *
    FROM booked
    QUALIFY rank() OVER (
        PARTITION BY municipality, year ORDER BY CASE version WHEN 'autumn' THEN 1 WHEN 'spring' THEN 2 ELSE 3 END
    ) = 1
),
monthly AS (
    SELECT
        municipality, category, coalesce(care_form, '') AS care_form, month,
        sum(amount_cents) FILTER (WHERE basis = 'actual') AS actual,
        sum(amount_cents) FILTER (WHERE basis = 'planned') AS planned
    FROM other_spending
    INNER JOIN place USING (municipality_code)
    GROUP BY ALL
),
regular AS (
    SELECT
        *, year(month) AS year, coalesce(actual, planned) AS cents,
        row_number() OVER (PARTITION BY municipality, category, care_form ORDER BY month DESC) AS back
    FROM monthly
    WHERE category <> 'settlement_earlier_years' AND year(month) <= $2
),
usual AS (
    SELECT municipality, category, care_form, avg(cents) AS cents, max(year) AS known
    FROM regular
    WHERE back <= 12
    GROUP BY ALL
    HAVING max(year) >= $1 - 1
),
told AS (
    SELECT
        usual.municipality, usual.care_form, wanted.year,
        coalesce(sum(regular.actual), 0) AS actual,
        coalesce(sum(regular.planned) FILTER (WHERE regular.actual IS NULL), 0) AS planned,
        (12 - count(regular.month)) * any_value(usual.cents) * power(1 + $5, greatest(0, wanted.year - any_value(usual.known)))
            AS estimated
    FROM usual
    CROSS JOIN (SELECT unnest(range($1, $2 + 1)) AS year) AS wanted
    LEFT JOIN regular
        ON regular.municipality = usual.municipality AND regular.category = usual.category
        AND regular.care_form = usual.care_form AND regular.year = wanted.year
    GROUP BY usual.municipality, usual.category, usual.care_form, wanted.year
),
outside AS (
    SELECT
        municipality, care_form, year,
        sum(actual)::BIGINT AS actual, sum(planned)::BIGINT AS planned, round(sum(estimated))::BIGINT AS estimated
    FROM told
    GROUP BY ALL
),
settled AS (
    SELECT municipality, care_form, year(month) AS year, sum(coalesce(actual, planned))::BIGINT AS settlement
    FROM monthly
    WHERE category = 'settlement_earlier_years' AND year(month) BETWEEN $1 AND $2
    GROUP BY ALL
)
SELECT
    municipality, care_form, year::VARCHAR AS period, newest.version, newest.budget,
    outside.actual, outside.planned, outside.estimated, settled.settlement
FROM newest
FULL JOIN outside USING (municipality, care_form, year)
FULL JOIN settled USING (municipality, care_form, year)
ORDER BY municipality, care_form, period
"""
