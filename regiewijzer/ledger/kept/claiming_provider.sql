-- Since when we know that a provider claims at all: only then does silence mean something (F1).
SELECT provider_code, min(known_at) AS known_at
FROM record.claim_line
GROUP BY provider_code
