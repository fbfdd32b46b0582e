-- Submitted - approved = refused lines. A claim refused as a whole (its own class has a code of refusal) carries no lines
-- to add up and approves 0. 0200 and 0233 say that there is nothing to remark or that it was not judged, 8001 that all is well.
WITH refused AS (
    SELECT message_no, sum(CASE IngediendBedrag_DebetCredit WHEN 'D' THEN 1 ELSE -1 END * IngediendBedrag_Bedrag) AS cents
    FROM Prestatie
    GROUP BY message_no
),

refused_whole AS (
    SELECT DISTINCT message_no
    FROM RetourCode
    WHERE class_path = 'DeclaratieAntwoord' AND RetourCode NOT IN ('0200', '0233', '8001')
),

total AS (
    SELECT
        message_no,
        CASE DeclaratieAntwoord_TotaalIngediendBedrag_DebetCredit WHEN 'D' THEN 1 ELSE -1 END
        * DeclaratieAntwoord_TotaalIngediendBedrag_TotaalBedrag AS submitted,
        CASE DeclaratieAntwoord_TotaalToegekendBedrag_DebetCredit WHEN 'D' THEN 1 ELSE -1 END
        * DeclaratieAntwoord_TotaalToegekendBedrag_TotaalBedrag AS approved
    FROM bericht
    WHERE DeclaratieAntwoord_TotaalIngediendBedrag_TotaalBedrag IS NOT NULL
)

SELECT total.message_no, 'DeclaratieAntwoord/TotaalToegekendBedrag' AS path, 1 AS ordinal, total.approved AS value
FROM total
LEFT JOIN refused ON total.message_no = refused.message_no
LEFT JOIN refused_whole ON total.message_no = refused_whole.message_no
WHERE CASE
    WHEN refused_whole.message_no IS NULL THEN total.submitted - total.approved <> coalesce(refused.cents, 0)
    ELSE total.approved <> 0
END
