-- A credit copies all fields of its debit but reference and sign. A debit whose answer is not loaded yet counts as approved.
WITH debit AS (
    SELECT DISTINCT
        municipality_code, provider_code, line_reference, assignment_id, youth_id, product_category, product_code,
        period_from, period_until, volume, unit, amount_cents
    FROM claim_line
    WHERE sign = 'D' AND line_status IN ('approved', 'open')
)

SELECT
    credit.message_id,
    credit.row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/ProductReferentie/VorigReferentieNummer' AS path,
    credit.previous_reference AS value,
    credit.provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id,
    credit.period_until AS expected_on
FROM claim_line AS credit
LEFT JOIN debit
    ON
        credit.municipality_code = debit.municipality_code
        AND credit.provider_code = debit.provider_code
        AND credit.previous_reference = debit.line_reference
        AND credit.assignment_id = debit.assignment_id
        AND credit.youth_id = debit.youth_id
        AND credit.product_category = debit.product_category
        AND credit.product_code = debit.product_code
        AND credit.period_from = debit.period_from
        AND credit.period_until = debit.period_until
        AND credit.volume = debit.volume
        AND credit.unit = debit.unit
        AND credit.amount_cents = -debit.amount_cents
WHERE credit.sign = 'C' AND credit.line_status IN ('approved', 'open') AND debit.line_reference IS NULL
