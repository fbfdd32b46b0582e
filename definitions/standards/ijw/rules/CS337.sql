-- First and last day in the same month of the same year.
SELECT message_no, '{prefix}ProductPeriode' AS path, ordinal, ProductPeriode_Einddatum AS value
FROM Prestatie
WHERE last_day(ProductPeriode_Einddatum) <> last_day(ProductPeriode_Begindatum)
