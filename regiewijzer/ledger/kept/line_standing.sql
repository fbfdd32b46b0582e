-- Claim lines with what was decided of them. A line is open from known_at until its first answer; every further answer
-- begins a new row, so that at any moment exactly one row of a line stands (standing_from <= moment < standing_until).
WITH refused_line AS (
    SELECT DISTINCT message_id AS answer_id, line_reference
    FROM record.claim_decision
    WHERE level = 'line'
)
SELECT
    line.*,
    CASE WHEN verdict.is_first IS FALSE THEN greatest(line.known_at, verdict.verdict_from) ELSE line.known_at END AS standing_from,
    coalesce(verdict.verdict_until, TIMESTAMP 'infinity') AS standing_until,
    CASE WHEN verdict.verdict IS NOT NULL THEN greatest(line.known_at, verdict.verdict_from) END AS decided_at,
    CASE WHEN verdict.verdict = 'approved' AND refused.answer_id IS NOT NULL THEN 'rejected' ELSE verdict.verdict END AS decided_status
FROM record.claim_line AS line
LEFT JOIN kept.claim_verdict AS verdict ON verdict.message_id = line.message_id
LEFT JOIN refused_line AS refused
    ON refused.answer_id = verdict.answer_id AND refused.line_reference = line.line_reference
WHERE coalesce(verdict.verdict_until, TIMESTAMP 'infinity') > line.known_at
