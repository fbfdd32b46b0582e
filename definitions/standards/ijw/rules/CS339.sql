-- Unit 83: volume and amount are both cents.
SELECT message_no, '{prefix}IngediendBedrag' AS path, ordinal, IngediendBedrag_Bedrag AS value
FROM Prestatie
WHERE Eenheid = '83' AND IngediendBedrag_Bedrag <> GeleverdVolume
