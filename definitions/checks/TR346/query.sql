-- Minutes at an hourly tariff: the tariff per minute is the hourly one by sixty, rounded to a cent, but the amount is taken from
-- the hourly one. So there must be a whole hourly tariff (in cents) that gives both; the one nearest to the amount is tried.
WITH priced AS (
    SELECT
        message_id, row_no, provider_code, unit, volume, tariff_cents, abs(amount_cents) AS amount_cents,
        (120 * abs(amount_cents) + volume) // nullif(2 * volume, 0) AS hourly_cents
    FROM claim_line
    WHERE sign = 'D' AND NOT credited AND line_status <> 'void' AND unit <> '83'
)

SELECT
    message_id,
    row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/IngediendBedrag' AS path,
    CAST(amount_cents AS VARCHAR) AS value,
    provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM priced
WHERE
    amount_cents <> volume * tariff_cents
    AND (
        unit <> '01'
        OR volume = 0
        OR hourly_cents < 60 * tariff_cents - 30
        OR hourly_cents > 60 * tariff_cents + 30
        OR (2 * hourly_cents * volume + 60) // 120 <> amount_cents
    )
