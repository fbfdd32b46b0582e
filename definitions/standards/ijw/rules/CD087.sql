-- Every unit but 83 (euros) has a tariff; 83 has none.
SELECT message_no, '{prefix}ProductTarief' AS path, ordinal, Eenheid AS value
FROM Prestatie
WHERE (Eenheid = '83') = (ProductTarief IS NOT NULL)
