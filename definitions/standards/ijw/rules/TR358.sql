-- Total = debit lines - credit lines.
WITH line AS (
    SELECT message_no, sum(CASE IngediendBedrag_DebetCredit WHEN 'D' THEN 1 ELSE -1 END * IngediendBedrag_Bedrag) AS cents
    FROM Prestatie
    GROUP BY message_no
),

total AS (
    SELECT
        message_no,
        CASE Declaratie_TotaalIngediendBedrag_DebetCredit WHEN 'D' THEN 1 ELSE -1 END
        * Declaratie_TotaalIngediendBedrag_TotaalBedrag AS cents
    FROM bericht
)

SELECT total.message_no, 'Declaratie/TotaalIngediendBedrag' AS path, 1 AS ordinal, total.cents AS value
FROM total
LEFT JOIN line ON total.message_no = line.message_no
WHERE total.cents <> coalesce(line.cents, 0)
