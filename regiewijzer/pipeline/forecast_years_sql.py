"""The queries behind forms of care and more years. Apart, so that who asks which fields they use loads no model."""

CLAIMED = """
SELECT
    coalesce($2[nullif(list_position($1, municipality_code), 0)], municipality_code) AS municipality,
    coalesce(line.product_category, '') AS product, provider_code AS provider,
    coalesce(by_code.care_form, by_category.care_form, 'unknown') AS form,
    (12 * year(period_from) + month(period_from) - 1)::BIGINT AS month,
    (12 * year(line.known_at) + month(line.known_at) - 1)::BIGINT AS known,
    sum(amount_cents)::DOUBLE AS amount
FROM claim_line AS line
LEFT JOIN care_form AS by_code ON by_code.product_code = line.product_code
LEFT JOIN care_form AS by_category ON by_category.product_category = line.product_category AND by_category.product_code IS NULL
WHERE line_status NOT IN ('void', 'rejected')
GROUP BY ALL
ORDER BY ALL
"""

# A trajectory tells its form in every month in which it runs; it is taken to be known then.
DELIVERED = """
WITH care AS (
    SELECT
        coalesce($2[nullif(list_position($1, municipality_code), 0)], municipality_code) AS municipality,
        coalesce(product_category, '') AS product, provider_code AS provider, care_form AS form,
        greatest(12 * year(started_on) + month(started_on) - 1, $3) AS since,
        least(coalesce(12 * year(delivered_until) + month(delivered_until) - 1, $4), $4) AS until
    FROM trajectory
),
monthly AS (
    SELECT municipality, product, provider, form, unnest(range(since, until + 1))::BIGINT AS month FROM care WHERE since <= until
)
SELECT municipality, product, provider, form, month, month AS known, count(*)::DOUBLE AS amount
FROM monthly
GROUP BY ALL
ORDER BY ALL
"""

# Months $3 to $4 by number: old enough to be claimed nearly whole. Days of stay (14) and parts of a day (16, two of them a day)
# are places; minutes (01) and hours (04) are hours. What is paid per piece or in euros tells nothing of capacity.
UNITS = """
WITH line AS (
    SELECT
        coalesce($2[nullif(list_position($1, municipality_code), 0)], municipality_code) AS municipality,
        coalesce(by_code.care_form, by_category.care_form, 'unknown') AS care_form,
        CASE WHEN unit IN ('14', '16') THEN 'places' WHEN unit IN ('01', '04') THEN 'hours' END AS unit,
        volume * sign(amount_cents) * CASE unit
            WHEN '14' THEN 1 / 365.25 WHEN '16' THEN 0.5 / 365.25 WHEN '01' THEN 1 / 60.0 WHEN '04' THEN 1.0
        END AS amount,
        amount_cents AS cents
    FROM claim_line AS line
    LEFT JOIN care_form AS by_code ON by_code.product_code = line.product_code
    LEFT JOIN care_form AS by_category
        ON by_category.product_category = line.product_category AND by_category.product_code IS NULL
    WHERE line_status NOT IN ('void', 'rejected')
        AND 12 * year(period_from) + month(period_from) - 1 BETWEEN $3 AND $4
)
SELECT municipality, care_form, unit, sum(amount)::DOUBLE AS amount, sum(cents)::BIGINT AS cents
FROM line
WHERE unit IS NOT NULL
GROUP BY GROUPING SETS ((care_form, unit), (municipality, care_form, unit))
ORDER BY ALL
"""

PEOPLE_BY_AGE = """
SELECT
    coalesce($2[nullif(list_position($1, municipality_code), 0)], municipality_code) AS municipality,
    year(year)::BIGINT AS year, age::BIGINT AS age, sex, sum(people)::DOUBLE AS people
FROM population
WHERE age < 23 AND sex IN ('1', '2')
GROUP BY ALL
ORDER BY ALL
"""

STARTS = """
WITH person AS (
    SELECT youth_id, any_value(birth_month) AS born, any_value(sex) AS sex FROM youth GROUP BY youth_id
)
SELECT
    coalesce(product_category, '') AS product, date_diff('month', born, started_on) // 12 AS age, sex, count(*)::DOUBLE AS starts
FROM trajectory
INNER JOIN person USING (youth_id)
WHERE started_on >= $1 AND born IS NOT NULL AND sex IN ('1', '2') AND date_diff('month', born, started_on) BETWEEN 0 AND 275
GROUP BY ALL
ORDER BY ALL
"""
