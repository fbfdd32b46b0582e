-- Per maand, aanbieder, gemeente en vorm van hulp: een feit met de begroting (een twaalfde van het jaar), een met de productie, en
-- een met beide. De verhouding telt alleen maanden waarover de aanbieder zijn productie opgaf: zonder opgave is zij niet nul.
WITH planned AS (
    SELECT
        calendar_month.month AS period,
        provider_budget.municipality_code,
        provider_budget.provider_code,
        provider_budget.care_form,
        CAST(provider_budget.budget_cents / 12 AS DECIMAL(18, 2)) AS budget
    FROM provider_budget
    INNER JOIN calendar_month ON date_trunc('year', calendar_month.month)::DATE = provider_budget.year
),

stating AS (
    SELECT DISTINCT month AS period, provider_code
    FROM production_statement
)

SELECT
    period,
    'budget' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    budget AS value,
    CAST(NULL AS DECIMAL(18, 2)) AS weight,
    CAST(NULL AS BIGINT) AS persons
FROM planned

UNION ALL

SELECT
    month AS period,
    'produced' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CAST(produced_cents AS DECIMAL(18, 2)) AS value,
    CAST(NULL AS DECIMAL(18, 2)) AS weight,
    youths AS persons
FROM production_statement

UNION ALL

SELECT
    month AS period,
    'realised' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CAST(produced_cents AS DECIMAL(18, 2)) AS value,
    CAST(NULL AS DECIMAL(18, 2)) AS weight,
    youths AS persons
FROM production_statement

UNION ALL

SELECT
    planned.period,
    'realised' AS series,
    planned.municipality_code,
    planned.provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    planned.care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    CAST(NULL AS DECIMAL(18, 2)) AS value,
    planned.budget AS weight,
    CAST(NULL AS BIGINT) AS persons
FROM planned
INNER JOIN stating ON planned.period = stating.period AND planned.provider_code = stating.provider_code
