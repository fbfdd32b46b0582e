-- Delivery spells: one row per start or, when the start never came, per stop. delivered_until NULL = running.
-- ended_by: message (307), no_claims or age (rules of F1), NULL = running.
SELECT
    youth_id, municipality_code, provider_code, assignment_id, product_category, product_code, care_form, started_on,
    delivered_until, end_reason, ended_by
FROM spell
