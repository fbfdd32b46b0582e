-- Named is the standard's last day of the product period.
SELECT
    message_id,
    row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/ProductPeriode/Einddatum' AS path,
    CAST(CAST(period_until - INTERVAL 1 DAY AS DATE) AS VARCHAR) AS value,
    provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM claim_line
WHERE
    sign = 'D' AND NOT credited AND line_status <> 'void'
    AND period_until > claim_month + INTERVAL 1 MONTH
