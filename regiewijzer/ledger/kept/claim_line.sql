-- Claim lines with decision and credit, ready for any moment: standing_from <= moment < standing_until picks one row per
-- line, decided_at and credited_from tell what holds at that moment.
SELECT
    line.* EXCLUDE (standing_from, standing_until),
    CASE WHEN credit.is_first IS FALSE THEN greatest(line.standing_from, credit.credited_from) ELSE line.standing_from END
        AS standing_from,
    least(line.standing_until, coalesce(credit.next_from, TIMESTAMP 'infinity')) AS standing_until,
    credit.credited_from,
    credit.credited_until,
    pair.pair_key
FROM record.line_standing AS line
LEFT JOIN kept.person_pair AS pair ON pair.youth_id = line.youth_id AND pair.provider_code = line.provider_code
LEFT JOIN kept.line_credit AS credit
    ON credit.provider_code = line.provider_code AND credit.line_reference = line.line_reference AND credit.sign = line.sign
WHERE
    least(line.standing_until, coalesce(credit.next_from, TIMESTAMP 'infinity'))
    > CASE WHEN credit.is_first IS FALSE THEN greatest(line.standing_from, credit.credited_from) ELSE line.standing_from END
