"""The queries that tell who is behind a sum of a forecast. Apart, so that who asks which fields they use loads no model."""

# A period is a year ("2026") or a month ("2026-10"). Months are numbers here: 12 x year + month - 1. Care without an end, and
# care that ends later, is there up to and including the vintage ($2); what comes after it has nobody behind it yet.
PEOPLE = """
WITH care AS (
    SELECT
        youth_id,
        coalesce($4[nullif(list_position($3, municipality_code), 0)], municipality_code) AS municipality,
        coalesce(product_category, '') AS product,
        provider_code AS provider,
        greatest(12 * year(started_on) + month(started_on) - 1, $1) AS since,
        least(coalesce(12 * year(delivered_until - 1) + month(delivered_until - 1) - 1, $2), $2) AS until
    FROM trajectory
),
monthly AS (
    SELECT youth_id, municipality, product, provider, unnest(range(since, until + 1)) AS month
    FROM care
    WHERE since <= until
),
placed AS (
    SELECT DISTINCT youth_id, municipality, product, provider, printf('%04d-%02d', month // 12, month % 12 + 1) AS period
    FROM monthly
    UNION ALL
    SELECT DISTINCT youth_id, municipality, product, provider, printf('%04d', month // 12) FROM monthly
),
counted AS (
    SELECT municipality, product, period, count(DISTINCT youth_id) AS youths
    FROM placed
    GROUP BY GROUPING SETS ((period), (municipality, period), (product, period), (municipality, product, period))
),
of_provider AS (
    SELECT municipality, product, period, provider, count(DISTINCT youth_id) AS youths
    FROM placed
    GROUP BY GROUPING SETS (
        (provider, period), (municipality, provider, period), (product, provider, period),
        (municipality, product, provider, period)
    )
),
of_one AS (
    SELECT municipality, product, period, max(youths) AS youths FROM of_provider GROUP BY ALL
    UNION ALL
    SELECT NULL, product, period, max(youths) FROM counted WHERE municipality IS NOT NULL GROUP BY ALL
)
SELECT counted.municipality, counted.product, counted.period, counted.youths, counted.youths - max(of_one.youths) AS beside
FROM counted
INNER JOIN of_one
    ON
        counted.municipality IS NOT DISTINCT FROM of_one.municipality
        AND counted.product IS NOT DISTINCT FROM of_one.product
        AND counted.period = of_one.period
GROUP BY counted.municipality, counted.product, counted.period, counted.youths
ORDER BY ALL
"""

# Young people in care in the year of $3 by provider, in a municipality and in the region.
PROVIDER_PEOPLE = """
WITH care AS (
    SELECT
        youth_id, provider_code AS provider,
        coalesce($2[nullif(list_position($1, municipality_code), 0)], municipality_code) AS municipality
    FROM trajectory
    WHERE year(started_on) <= $3 AND (delivered_until IS NULL OR year(delivered_until - 1) >= $3)
)
SELECT municipality, provider, count(DISTINCT youth_id) AS youths
FROM care
GROUP BY GROUPING SETS ((provider), (municipality, provider))
ORDER BY ALL
"""
