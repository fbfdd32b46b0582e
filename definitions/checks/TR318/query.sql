-- Months between two claims of a provider to a municipality in which the provider delivered care there. A trajectory paid in
-- parts (trajectfinanciering: euros over the whole period) is claimed at its milestones, so its months without a claim skip nothing.
-- A month of which care was claimed after all, in a later claim, is not missing.
WITH claimed AS (SELECT DISTINCT municipality_code, provider_code, claim_month FROM claim),

step AS (
    SELECT
        municipality_code, provider_code, claim_month,
        lag(claim_month) OVER (PARTITION BY municipality_code, provider_code ORDER BY claim_month) AS previous_month
    FROM claimed
),

skipped AS (
    SELECT step.municipality_code, step.provider_code, step.claim_month, calendar_month.month, calendar_month.next_month
    FROM step
    INNER JOIN calendar_month
        ON step.previous_month < calendar_month.month AND step.claim_month > calendar_month.month
),

claimed_care AS (
    SELECT DISTINCT municipality_code, provider_code, CAST(date_trunc('month', period_from) AS DATE) AS month
    FROM claim_line
),

missing AS (
    SELECT DISTINCT skipped.municipality_code, skipped.provider_code, skipped.claim_month, skipped.month
    FROM skipped
    INNER JOIN delivery
        ON
            skipped.municipality_code = delivery.municipality_code
            AND skipped.provider_code = delivery.provider_code
            AND skipped.next_month > delivery.started_on
            AND (delivery.delivered_until IS NULL OR skipped.month < delivery.delivered_until)
    LEFT JOIN assignment ON delivery.assignment_id = assignment.assignment_id
    LEFT JOIN claimed_care
        ON
            skipped.municipality_code = claimed_care.municipality_code
            AND skipped.provider_code = claimed_care.provider_code
            AND skipped.month = claimed_care.month
    WHERE
        claimed_care.month IS NULL
        AND (
            assignment.assignment_id IS NULL OR assignment.unit IS NULL OR assignment.unit <> '83' OR assignment.frequency <> '6'
        )
),

first_claim AS (
    SELECT
        message_id, row_no, municipality_code, provider_code, claim_month,
        row_number() OVER (
            PARTITION BY municipality_code, provider_code, claim_month ORDER BY dated_on, message_id, row_no
        ) AS place
    FROM claim
)

SELECT
    first_claim.message_id,
    first_claim.row_no,
    'Declaratie/DeclaratiePeriode' AS path,
    CAST(missing.month AS VARCHAR) AS value,
    first_claim.provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM missing
INNER JOIN first_claim
    ON
        missing.municipality_code = first_claim.municipality_code
        AND missing.provider_code = first_claim.provider_code
        AND missing.claim_month = first_claim.claim_month
WHERE first_claim.place = 1
