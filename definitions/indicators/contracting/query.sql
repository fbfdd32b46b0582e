-- Eén feit per contract dat op de laatste dag van het kwartaal loopt, per vraag: wie, uit welke aanbesteding, hoe lang en hoe bekostigd.
WITH running AS (
    SELECT
        date_trunc('quarter', calendar_month.month)::DATE AS period,
        contract.contract_number,
        contract.provider_code,
        contract.municipality_code,
        contract.tender_number,
        contract.funding,
        date_diff('day', contract.valid_from, contract.valid_until) AS days
    FROM contract
    INNER JOIN calendar_month
        ON contract.valid_from < calendar_month.next_month
        AND (contract.valid_until IS NULL OR contract.valid_until >= calendar_month.next_month)
    WHERE date_trunc('quarter', calendar_month.next_month)::DATE = calendar_month.next_month
),

kind AS (
    SELECT DISTINCT
        calendar_month.month,
        contract.funding
    FROM calendar_month
    CROSS JOIN contract
)

SELECT
    period,
    'providers' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    provider_code AS unit_id,
    CAST(1 AS DECIMAL(18, 2)) AS value,
    CAST(NULL AS DECIMAL(18, 2)) AS weight
FROM running

UNION ALL

SELECT
    period,
    'tenders' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    tender_number AS unit_id,
    CAST(1 AS DECIMAL(18, 2)) AS value,
    CAST(NULL AS DECIMAL(18, 2)) AS weight
FROM running
WHERE tender_number IS NOT NULL

UNION ALL

SELECT
    period,
    'duration' AS series,
    municipality_code,
    provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    contract_number AS unit_id,
    CAST(days AS DECIMAL(18, 2)) AS value,
    CAST(NULL AS DECIMAL(18, 2)) AS weight
FROM running
WHERE days IS NOT NULL

UNION ALL

SELECT
    running.period,
    kind.funding AS series,
    running.municipality_code,
    running.provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    CAST(NULL AS VARCHAR) AS youth_id,
    running.contract_number AS unit_id,
    CAST(CASE WHEN running.funding = kind.funding THEN 1 ELSE 0 END AS DECIMAL(18, 2)) AS value,
    CAST(1 AS DECIMAL(18, 2)) AS weight
FROM running
INNER JOIN kind ON running.period = kind.month
