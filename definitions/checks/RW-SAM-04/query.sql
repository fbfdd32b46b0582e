WITH born AS (SELECT youth_id, max(birth_month) AS birth_month FROM youth WHERE birth_month IS NOT NULL GROUP BY youth_id)

SELECT
    claim_line.message_id,
    claim_line.row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/ProductPeriode' AS path,
    CAST(claim_line.period_from AS VARCHAR) AS value,
    claim_line.provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM claim_line
INNER JOIN born ON claim_line.youth_id = born.youth_id
WHERE
    claim_line.sign = 'D' AND NOT claim_line.credited AND claim_line.line_status <> 'void'
    AND claim_line.period_from >= CAST(born.birth_month + INTERVAL 277 MONTH AS DATE)
