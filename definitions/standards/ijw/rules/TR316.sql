-- What is taken back was sent in an earlier message.
SELECT credit.message_no, '{prefix}ProductReferentie' AS path, credit.ordinal, code_like(credit.ProductReferentie_VorigReferentieNummer) AS value
FROM Prestatie AS credit
SEMI JOIN Prestatie AS sent
    ON credit.message_no = sent.message_no
    AND credit.ProductReferentie_VorigReferentieNummer = sent.ProductReferentie_ReferentieNummer
WHERE credit.ProductReferentie_VorigReferentieNummer IS NOT NULL
