-- Eén feit per verzoek met een besluit, en één per traject dat met een toewijzing begon; de waarde is een aantal dagen.
WITH request AS (
    SELECT
        provider_code,
        municipality_code,
        reference,
        min(youth_id) AS youth_id,
        min(product_category) AS product_category,
        min(product_code) AS product_code,
        min(dated_on) AS asked_on
    FROM assignment_request
    WHERE line_kind = 'new' AND reference IS NOT NULL
    GROUP BY provider_code, municipality_code, reference
),

decision AS (
    SELECT provider_code, municipality_code, reference, assigned_at::DATE AS decided_on
    FROM assignment_version
    UNION ALL
    SELECT provider_code, municipality_code, reference, dated_on AS decided_on
    FROM request_answer
    WHERE answer = '1'
),

-- Na een herindeling beslist de opvolger over een verzoek aan de oude gemeente.
decided AS (
    SELECT
        request.provider_code,
        request.municipality_code,
        request.reference,
        min(decision.decided_on) AS decided_on
    FROM request
    LEFT JOIN municipality ON request.municipality_code = municipality.municipality_code
    INNER JOIN decision
        ON request.provider_code = decision.provider_code
        AND request.reference = decision.reference
        AND request.asked_on <= decision.decided_on
        AND (
            request.municipality_code = decision.municipality_code
            OR municipality.successor_code = decision.municipality_code
        )
    GROUP BY request.provider_code, request.municipality_code, request.reference
),

assigned AS (
    SELECT assignment_id, min(assigned_at)::DATE AS assigned_on
    FROM assignment_version
    GROUP BY assignment_id
)

SELECT
    date_trunc('month', decided.decided_on)::DATE AS period,
    'decision_time' AS series,
    request.municipality_code,
    request.provider_code,
    request.product_category,
    coalesce(of_product.care_form, of_category.care_form) AS care_form,
    request.youth_id,
    request.reference AS unit_id,
    date_diff('day', request.asked_on, decided.decided_on) AS value
FROM request
INNER JOIN decided
    ON request.provider_code = decided.provider_code
    AND request.municipality_code = decided.municipality_code
    AND request.reference = decided.reference
LEFT JOIN care_form AS of_product ON request.product_code = of_product.product_code
LEFT JOIN care_form AS of_category
    ON request.product_category = of_category.product_category AND of_category.product_code IS NULL

UNION ALL

SELECT
    date_trunc('month', step.started_on)::DATE AS period,
    'assignment_to_start' AS series,
    step.started_municipality_code AS municipality_code,
    step.provider_code,
    step.started_product_category AS product_category,
    step.care_form,
    step.youth_id,
    step.trajectory_id AS unit_id,
    greatest(0, date_diff('day', assigned.assigned_on, step.started_on)) AS value
FROM care_path_step AS step
INNER JOIN assigned ON step.started_assignment_id = assigned.assignment_id
