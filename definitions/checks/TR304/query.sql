-- A claim line or change request against the assignments to the same provider; an answer against the claim it answers.
-- The number itself never shows, so there is no value. Lines repeat the same youth and assignment month after month: each
-- combination is judged once.
WITH assigned AS (SELECT DISTINCT municipality_code, provider_code, youth_id FROM assignment_version),

holder AS (SELECT DISTINCT assignment_id, youth_id FROM assignment_version),

held AS (SELECT assignment_id, count(*) AS youths, min(youth_id) AS youth_id FROM holder GROUP BY assignment_id),

claimed AS (SELECT DISTINCT claim_id, youth_id FROM claim_line),

combination AS (
    SELECT DISTINCT municipality_code, provider_code, youth_id, assignment_id
    FROM claim_line
    WHERE sign = 'D' AND NOT credited AND line_status <> 'void'
),

stranger AS (
    SELECT combination.provider_code, combination.youth_id, combination.assignment_id
    FROM combination
    LEFT JOIN assigned
        ON
            combination.municipality_code = assigned.municipality_code
            AND combination.provider_code = assigned.provider_code
            AND combination.youth_id = assigned.youth_id
    LEFT JOIN held ON combination.assignment_id = held.assignment_id
    WHERE assigned.youth_id IS NULL OR (held.youths = 1 AND held.youth_id <> combination.youth_id)
),

unknown AS (
    SELECT
        claim_line.message_id, claim_line.row_no, claim_line.provider_code AS owner_code,
        'Declaratie/Clienten/Client/Bsn' AS path, claim_line.period_from AS expected_on
    FROM claim_line
    INNER JOIN stranger
        ON
            claim_line.provider_code = stranger.provider_code
            AND claim_line.youth_id = stranger.youth_id
            AND claim_line.assignment_id = stranger.assignment_id
    WHERE claim_line.sign = 'D' AND NOT claim_line.credited AND claim_line.line_status <> 'void'
    UNION ALL
    SELECT
        request.message_id, min(request.row_no) AS row_no, request.provider_code AS owner_code, 'Client/Bsn' AS path,
        CAST(NULL AS DATE) AS expected_on
    FROM assignment_request AS request
    LEFT JOIN assigned
        ON
            request.municipality_code = assigned.municipality_code
            AND request.provider_code = assigned.provider_code
            AND request.youth_id = assigned.youth_id
    WHERE request.line_kind <> 'new' AND assigned.youth_id IS NULL
    GROUP BY request.message_id, request.provider_code
    UNION ALL
    SELECT
        decision.message_id, min(decision.row_no) AS row_no, decision.municipality_code AS owner_code,
        'DeclaratieAntwoord/Clienten/Client/Bsn' AS path, CAST(NULL AS DATE) AS expected_on
    FROM claim_decision AS decision
    LEFT JOIN claimed ON decision.claim_id = claimed.claim_id AND decision.youth_id = claimed.youth_id
    WHERE decision.youth_id IS NOT NULL AND claimed.youth_id IS NULL
    GROUP BY decision.message_id, decision.youth_id, decision.municipality_code
)

SELECT
    message_id, row_no, path, CAST(NULL AS VARCHAR) AS value, owner_code, CAST(NULL AS VARCHAR) AS related_message_id, expected_on
FROM unknown
