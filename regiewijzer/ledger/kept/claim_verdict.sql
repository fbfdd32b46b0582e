-- What the municipality said of each claim (325), from when until when. A header refusal makes the whole claim void: it
-- counts as not sent. An answer on the claim approves every line that it does not list; without lines and with nothing
-- approved it refuses them all. Of several answers the last by (dated_on, known_at, message_id) holds.
WITH answer AS (
    SELECT
        message_id AS answer_id, provider_code, municipality_code, claim_id, claim_identification, known_at, dated_on,
        bool_or(level = 'message') AS refuses_header,
        bool_or(level = 'line') AS lists_lines,
        coalesce(max(approved_cents) FILTER (WHERE level = 'claim'), 0) = 0
        AND coalesce(max(submitted_cents) FILTER (WHERE level = 'claim'), 0) <> 0 AS approves_nothing
    FROM record.claim_decision
    GROUP BY ALL
),
linked AS (
    SELECT claim.message_id, answer.* EXCLUDE (provider_code, municipality_code, claim_id, claim_identification)
    FROM record.claim AS claim
    INNER JOIN answer
        ON answer.provider_code = claim.provider_code
        AND answer.municipality_code = claim.municipality_code
        AND answer.claim_identification = claim.identification
    UNION ALL
    SELECT claim.message_id, answer.* EXCLUDE (provider_code, municipality_code, claim_id, claim_identification)
    FROM record.claim AS claim
    INNER JOIN answer ON answer.claim_id = claim.claim_id AND answer.claim_identification IS NULL
),
ranked AS (
    SELECT
        *,
        greatest(known_at, coalesce(min(known_at) OVER outranking, TIMESTAMP 'infinity')) AS known_until
    FROM linked
    WINDOW outranking AS (
        PARTITION BY message_id
        ORDER BY dated_on NULLS FIRST, known_at, answer_id
        ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
    )
)
SELECT
    message_id, answer_id,
    CASE
        WHEN refuses_header THEN 'void'
        WHEN approves_nothing AND NOT lists_lines THEN 'rejected'
        ELSE 'approved'
    END AS verdict,
    known_at AS verdict_from,
    known_until AS verdict_until,
    row_number() OVER (PARTITION BY message_id ORDER BY known_at) = 1 AS is_first
FROM ranked
WHERE known_until > known_at
