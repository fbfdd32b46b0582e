-- The tariff agreed for a line is the most particular one that holds on a day of its period: of a code before one of the whole
-- category, then of a contract before one of the provider before one for everyone. Of equally particular ones any will do: a line
-- does not say under which contract it was delivered. A contract's tariff is the provider's when the list of contracts says so for
-- that municipality and day (one of an accounting municipality is for the whole region); a contract that the list does not know, when
-- the row names the provider.
-- A tariff per hour may be claimed in minutes: a sixtieth, rounded to a cent. Without a tariff agreed in a unit that fits there is
-- nothing to hold the line against (TR381 and TR341 look at product and unit).
WITH unit AS (
    SELECT '01' AS code, 'minuut' AS written
    UNION ALL SELECT '04' AS code, 'uur' AS written
    UNION ALL SELECT '14' AS code, 'etmaal' AS written
    UNION ALL SELECT '16' AS code, 'dagdeel' AS written
    UNION ALL SELECT '82' AS code, 'stuks' AS written
    UNION ALL SELECT '84' AS code, 'stuks' AS written
    UNION ALL SELECT '82' AS code, 'stuk' AS written
    UNION ALL SELECT '84' AS code, 'stuk' AS written
),

written_tariff AS (
    SELECT
        product_category, product_code, provider_code, contract_number, valid_from, valid_until, amount_cents,
        lower(trim(unit)) AS unit
    FROM tariff
),

agreed AS (
    SELECT
        tariff.product_category, tariff.product_code, tariff.provider_code, tariff.contract_number, tariff.valid_from,
        tariff.valid_until, tariff.amount_cents, unit.code AS unit
    FROM written_tariff AS tariff
    INNER JOIN unit ON tariff.unit = unit.written OR tariff.unit = unit.code
    UNION ALL
    SELECT
        tariff.product_category, tariff.product_code, tariff.provider_code, tariff.contract_number, tariff.valid_from,
        tariff.valid_until, (2 * tariff.amount_cents + 60) // 120 AS amount_cents, '01' AS unit
    FROM written_tariff AS tariff
    WHERE tariff.unit IN ('uur', '04')
),

priced AS (
    SELECT DISTINCT
        municipality_code, provider_code, product_category, product_code, unit, period_from, period_until, tariff_cents
    FROM claim_line
    WHERE sign = 'D' AND NOT credited AND line_status <> 'void' AND tariff_cents IS NOT NULL
),

contracted AS (
    SELECT
        contract.contract_number, contract.provider_code, contract.valid_from, contract.valid_until,
        CASE WHEN accounting.municipality_code IS NULL THEN contract.municipality_code END AS municipality_code
    FROM contract
    LEFT JOIN municipality_term AS accounting
        ON
            accounting.term = 'accounting'
            AND contract.municipality_code = accounting.municipality_code
            AND (accounting.valid_from IS NULL OR contract.valid_from >= accounting.valid_from)
            AND (accounting.valid_until IS NULL OR contract.valid_from < accounting.valid_until)
),

candidate AS (
    SELECT
        priced.municipality_code, priced.provider_code, priced.product_category, priced.product_code, priced.unit,
        priced.period_from, priced.period_until, priced.tariff_cents, agreed.amount_cents,
        CASE WHEN agreed.product_code IS NULL THEN 0 ELSE 10 END
        + CASE
            WHEN agreed.contract_number IS NOT NULL THEN 2
            WHEN agreed.provider_code IS NOT NULL THEN 1
            ELSE 0
        END AS particular
    FROM priced
    INNER JOIN agreed
        ON
            priced.product_category = agreed.product_category
            AND priced.unit = agreed.unit
            AND (agreed.product_code IS NULL OR priced.product_code = agreed.product_code)
            AND (agreed.provider_code IS NULL OR priced.provider_code = agreed.provider_code)
            AND priced.period_until > agreed.valid_from
            AND (agreed.valid_until IS NULL OR priced.period_from < agreed.valid_until)
    WHERE
        agreed.contract_number IS NULL
        OR EXISTS (
            SELECT 1 FROM contracted AS contract
            WHERE
                contract.contract_number = agreed.contract_number
                AND contract.provider_code = priced.provider_code
                AND (contract.municipality_code IS NULL OR contract.municipality_code = priced.municipality_code)
                AND contract.valid_from < priced.period_until
                AND (contract.valid_until IS NULL OR contract.valid_until > priced.period_from)
        )
        OR (
            agreed.provider_code IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM contract AS known WHERE known.contract_number = agreed.contract_number)
        )
),

ranked AS (
    SELECT
        municipality_code, provider_code, product_category, product_code, unit, period_from, period_until, tariff_cents,
        amount_cents, particular,
        max(particular) OVER (
            PARTITION BY
                municipality_code, provider_code, product_category, product_code, unit, period_from, period_until, tariff_cents
        ) AS most_particular
    FROM candidate
),

wrong AS (
    SELECT
        municipality_code, provider_code, product_category, product_code, unit, period_from, period_until, tariff_cents,
        min(amount_cents) AS lowest_cents
    FROM ranked
    WHERE particular = most_particular
    GROUP BY municipality_code, provider_code, product_category, product_code, unit, period_from, period_until, tariff_cents
    HAVING max(CASE WHEN amount_cents = tariff_cents THEN 1 ELSE 0 END) = 0
)

SELECT
    claim_line.message_id,
    claim_line.row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/ProductTarief' AS path,
    concat(CAST(claim_line.tariff_cents AS VARCHAR), ' <> ', CAST(wrong.lowest_cents AS VARCHAR)) AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM claim_line
INNER JOIN wrong
    ON
        claim_line.municipality_code = wrong.municipality_code
        AND claim_line.provider_code = wrong.provider_code
        AND claim_line.product_category = wrong.product_category
        AND claim_line.product_code IS NOT DISTINCT FROM wrong.product_code
        AND claim_line.unit = wrong.unit
        AND claim_line.period_from = wrong.period_from
        AND claim_line.period_until = wrong.period_until
        AND claim_line.tariff_cents = wrong.tariff_cents
WHERE claim_line.sign = 'D' AND NOT claim_line.credited AND claim_line.line_status <> 'void'
