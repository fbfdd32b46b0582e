-- One debit line per assignment, product and period.
SELECT message_no, '{path}' AS path, ordinal, code_like(ProductReferentie_ReferentieNummer) AS value
FROM Prestatie
WHERE IngediendBedrag_DebetCredit = 'D'
QUALIFY count(*) OVER (
    PARTITION BY
        message_no, ToewijzingNummer, ProductCategorie, ProductCode, ProductPeriode_Begindatum, ProductPeriode_Einddatum
) > 1
