-- A credit line names the line it takes back; a debit line names none.
SELECT
    message_no,
    '{prefix}ProductReferentie/VorigReferentieNummer' AS path,
    ordinal,
    code_like(ProductReferentie_ReferentieNummer) AS value
FROM Prestatie
WHERE (IngediendBedrag_DebetCredit = 'C') <> (ProductReferentie_VorigReferentieNummer IS NOT NULL)
