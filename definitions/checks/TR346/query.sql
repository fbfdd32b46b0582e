-- Minutes at an hourly tariff: the tariff per minute is the hourly one by sixty, rounded to a cent, but the amount is not taken from
-- the rounded one. So it may differ by half a cent per minute, and half a cent of its own.
SELECT
    message_id,
    row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/IngediendBedrag' AS path,
    CAST(abs(amount_cents) AS VARCHAR) AS value,
    provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM claim_line
WHERE
    sign = 'D' AND NOT credited AND line_status IN ('approved', 'open')
    AND unit <> '83'
    AND 2 * abs(amount_cents - volume * tariff_cents) > CASE WHEN unit = '01' THEN volume + 1 ELSE 0 END
