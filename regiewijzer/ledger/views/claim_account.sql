-- Every euro claimed: submitted = approved + rejected + open, per provider, municipality and month of the product period.
-- Credits are negative lines of their own, so a closed chain of debit and credit adds up to zero. A void claim counts as not
-- sent.
SELECT
    provider_code,
    municipality_code,
    date_trunc('month', period_from)::DATE AS month,
    sum(amount_cents)::BIGINT AS submitted_cents,
    coalesce(sum(amount_cents) FILTER (WHERE line_status = 'approved'), 0)::BIGINT AS approved_cents,
    coalesce(sum(amount_cents) FILTER (WHERE line_status = 'rejected'), 0)::BIGINT AS rejected_cents,
    coalesce(sum(amount_cents) FILTER (WHERE line_status = 'open'), 0)::BIGINT AS open_cents
FROM claim_line
WHERE line_status <> 'void'
GROUP BY provider_code, municipality_code, date_trunc('month', period_from)
