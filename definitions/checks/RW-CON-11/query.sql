-- A contract of a municipality is for that municipality; one without is for the whole region, and so is one of an accounting
-- municipality, which contracts for all. Subcontractors claim under the contract of their main contractor.
WITH claimed AS (
    SELECT municipality_code, provider_code, period_from, period_until, min(message_id) AS message_id
    FROM claim_line
    WHERE sign = 'D' AND NOT credited AND line_status <> 'void' AND line_status <> 'rejected'
    GROUP BY municipality_code, provider_code, period_from, period_until
),

accounting AS (SELECT DISTINCT municipality_code FROM municipality_term WHERE term = 'accounting'),

main AS (
    SELECT DISTINCT provider_code, main_contractor_code FROM provider_register WHERE main_contractor_code IS NOT NULL
),

contracted AS (
    SELECT
        contract.provider_code, contract.valid_from, contract.valid_until,
        CASE WHEN accounting.municipality_code IS NULL THEN contract.municipality_code END AS municipality_code
    FROM contract
    LEFT JOIN accounting ON contract.municipality_code = accounting.municipality_code
),

missing AS (
    SELECT
        claimed.municipality_code, claimed.provider_code, min(claimed.message_id) AS message_id,
        CAST(date_trunc('month', claimed.period_from) AS DATE) AS month
    FROM claimed
    LEFT JOIN main ON claimed.provider_code = main.provider_code
    LEFT JOIN contracted
        ON
            (contracted.provider_code = claimed.provider_code OR contracted.provider_code = main.main_contractor_code)
            AND (contracted.municipality_code IS NULL OR contracted.municipality_code = claimed.municipality_code)
            AND contracted.valid_from < claimed.period_until
            AND (contracted.valid_until IS NULL OR contracted.valid_until > claimed.period_from)
    WHERE contracted.provider_code IS NULL
    GROUP BY claimed.municipality_code, claimed.provider_code, CAST(date_trunc('month', claimed.period_from) AS DATE)
)

SELECT
    missing.message_id,
    CAST(NULL AS BIGINT) AS row_no,
    'Header/Afzender' AS path,
    concat(missing.provider_code, ' ', CAST(missing.month AS VARCHAR)) AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM missing
