-- Every earlier line is taken back once.
SELECT message_no, '{prefix}ProductReferentie' AS path, ordinal, code_like(ProductReferentie_VorigReferentieNummer) AS value
FROM Prestatie
WHERE ProductReferentie_VorigReferentieNummer IS NOT NULL
QUALIFY count(*) OVER (PARTITION BY message_no, ProductReferentie_VorigReferentieNummer) > 1
