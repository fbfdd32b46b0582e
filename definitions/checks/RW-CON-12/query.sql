-- Only assignments that still run on the first contract's day or later: from before the list begins nothing can be said.
WITH begins AS (SELECT min(valid_from) AS first_on FROM contract),

accounting AS (SELECT DISTINCT municipality_code FROM municipality_term WHERE term = 'accounting'),

contracted AS (
    SELECT
        contract.provider_code, contract.valid_from, contract.valid_until,
        CASE WHEN accounting.municipality_code IS NULL THEN contract.municipality_code END AS municipality_code
    FROM contract
    LEFT JOIN accounting ON contract.municipality_code = accounting.municipality_code
),

main AS (
    SELECT DISTINCT provider_code, main_contractor_code FROM provider_register WHERE main_contractor_code IS NOT NULL
),

assigned AS (
    SELECT
        assignment.message_id, assignment.row_no, assignment.municipality_code, assignment.provider_code, assignment.valid_from,
        row_number() OVER (
            PARTITION BY assignment.municipality_code, assignment.provider_code
            ORDER BY assignment.valid_from, assignment.message_id, assignment.row_no
        ) AS place
    FROM assignment
    CROSS JOIN begins
    LEFT JOIN main ON assignment.provider_code = main.provider_code
    LEFT JOIN contracted
        ON
            (contracted.provider_code = assignment.provider_code OR contracted.provider_code = main.main_contractor_code)
            AND (contracted.municipality_code IS NULL OR contracted.municipality_code = assignment.municipality_code)
            AND contracted.valid_from <= assignment.valid_from
            AND (contracted.valid_until IS NULL OR contracted.valid_until > assignment.valid_from)
    WHERE contracted.provider_code IS NULL AND assignment.valid_from >= begins.first_on
)

SELECT
    message_id,
    row_no,
    'Client/ToegewezenProducten/ToegewezenProduct/Ingangsdatum' AS path,
    provider_code AS value,
    municipality_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM assigned
WHERE place = 1
