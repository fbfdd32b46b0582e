-- Deliveries with what follows from silence (F1). A start without a stop, and one that stopped with a reason that ends nothing
-- (20 temporary, 36 contract, 37 change request), goes on until a rule ends it:
-- - no sign of care for six months. Signs are claims of the same youth and provider on its own assignment, or on one that has
--   no start of its own and the same form of care. Silence counts only where the provider claims at all; after a stop that
--   ends nothing it always counts, for then the provider itself said that delivery was interrupted.
-- - the 23rd birthday; only the month of birth is known, so the first day of that month.
-- Six months count from the end of the last claimed period (without claims: the end of the month of the start) to the horizon, and
-- not before the first day of which we hold claims of that provider: starts are often backfilled further than claims.
WITH unended AS (
    SELECT *, row_number() OVER () AS spell_no
    FROM delivered_product
    WHERE end_reason IS NULL OR end_reason IN ('20', '36', '37')
),
claimed AS (
    SELECT
        line.pair_key, line.assignment_id, line.product_category, line.product_code, max(line.period_until) AS claimed_until
    FROM kept.claim_line AS line
    WHERE
        line.standing_from <= getvariable('moment') AND line.standing_until > getvariable('moment')
        AND line.sign = 'D'
        AND NOT coalesce(line.decided_at <= getvariable('moment') AND line.decided_status = 'void', FALSE)
        AND NOT coalesce(line.credited_from <= getvariable('moment') AND line.credited_until > getvariable('moment'), FALSE)
        AND line.pair_key IN (SELECT pair_key FROM unended)
    GROUP BY line.pair_key, line.assignment_id, line.product_category, line.product_code
),
loose AS (
    SELECT
        claimed.pair_key, coalesce(by_code.care_form, by_category.care_form, 'unknown') AS care_form,
        max(claimed.claimed_until) AS claimed_until
    FROM claimed
    LEFT JOIN kept.care_form AS by_code ON by_code.product_code = claimed.product_code
    LEFT JOIN kept.care_form AS by_category
        ON by_category.product_category = claimed.product_category AND by_category.product_code IS NULL
    WHERE NOT EXISTS (
        SELECT 1 FROM delivered_product AS own
        WHERE own.pair_key = claimed.pair_key AND own.assignment_id = claimed.assignment_id
    )
    GROUP BY ALL
),
own AS (
    SELECT pair_key, assignment_id, max(claimed_until) AS claimed_until
    FROM claimed
    GROUP BY pair_key, assignment_id
),
claiming AS (
    SELECT provider_code, min(claims_from) AS claims_from
    FROM kept.claiming_provider
    WHERE known_at <= getvariable('moment')
    GROUP BY provider_code
),
signed AS (
    SELECT
        unended.*,
        greatest(
            CASE WHEN own.claimed_until > unended.started_on THEN own.claimed_until END,
            CASE WHEN loose.claimed_until > unended.started_on THEN loose.claimed_until END
        ) AS claimed_until,
        provider.claims_from IS NOT NULL AND funding.funding IS DISTINCT FROM 'task' AS claims,
        provider.claims_from,
        (birth.birth_month + INTERVAL 23 YEAR)::DATE AS too_old_on,
        horizon.known_on AS horizon,
        CAST(region_setting.trajectory_gap_days AS INTEGER) AS gap_days
    FROM unended
    CROSS JOIN horizon
    CROSS JOIN region_setting
    LEFT JOIN own ON own.pair_key = unended.pair_key AND own.assignment_id = unended.assignment_id
    LEFT JOIN loose ON loose.pair_key = unended.pair_key AND loose.care_form = unended.care_form
    LEFT JOIN claiming AS provider ON provider.provider_code = unended.provider_code
    LEFT JOIN kept.provider AS funding ON funding.provider_code = unended.provider_code
    LEFT JOIN kept.youth_birth_month AS birth
        ON birth.youth_id = unended.youth_id
        AND birth.known_at <= getvariable('moment') AND birth.known_until > getvariable('moment')
),
measured AS (
    SELECT
        *,
        CASE
            WHEN end_reason IS NULL
                THEN greatest(coalesce(claimed_until, (date_trunc('month', started_on) + INTERVAL 1 MONTH)::DATE), claims_from)
            -- A claim covers whole months: only one beyond the month of the stop says that care went on after it.
            WHEN claimed_until > date_trunc('month', delivered_until - 1) + INTERVAL 1 MONTH THEN claimed_until
            ELSE delivered_until
        END AS last_sign
    FROM signed
),
ruled AS (
    SELECT
        *,
        (last_sign + INTERVAL 6 MONTH)::DATE AS silent_on,
        (claims OR end_reason IS NOT NULL) AND silent_on <= horizon AS is_silent,
        coalesce(too_old_on <= horizon AND too_old_on > started_on, FALSE) AS is_too_old
    FROM measured
)
SELECT
    pair_key, youth_id, municipality_code, provider_code, assignment_id, product_category, product_code, care_form, started_on,
    -- What the message said, or the rule when there is no stop at all.
    CASE
        WHEN end_reason IS NOT NULL THEN delivered_until
        WHEN is_too_old AND NOT (is_silent AND last_sign < too_old_on) THEN too_old_on
        WHEN is_silent THEN last_sign
    END AS delivered_until,
    end_reason,
    CASE
        WHEN end_reason IS NOT NULL THEN 'message'
        WHEN is_too_old AND NOT (is_silent AND last_sign < too_old_on) THEN 'age'
        WHEN is_silent THEN 'no_claims'
    END AS ended_by,
    -- What it means for the trajectory: until when it stands, why it ended there, and up to when a new start continues it.
    CASE
        WHEN is_too_old AND NOT (is_silent AND last_sign < too_old_on) THEN greatest(too_old_on, coalesce(delivered_until, too_old_on))
        WHEN is_silent THEN last_sign
    END AS stands_until,
    CASE
        WHEN is_too_old AND NOT (is_silent AND last_sign < too_old_on) THEN 'age'
        WHEN is_silent AND claims THEN 'no_claims'
        WHEN is_silent THEN 'message'
    END AS stopped_by,
    CASE
        WHEN end_reason IS NOT NULL THEN silent_on
        WHEN is_too_old AND NOT (is_silent AND last_sign < too_old_on) THEN too_old_on + gap_days
        WHEN is_silent THEN last_sign + gap_days
        ELSE DATE 'infinity'
    END AS continues_until
FROM ruled
UNION ALL
SELECT
    pair_key, youth_id, municipality_code, provider_code, assignment_id, product_category, product_code, care_form, started_on,
    delivered_until, end_reason, 'message', delivered_until, 'message',
    delivered_until + CAST(region_setting.trajectory_gap_days AS INTEGER)
FROM delivered_product
CROSS JOIN region_setting
WHERE end_reason NOT IN ('20', '36', '37')
