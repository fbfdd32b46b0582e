-- Ended at most five years before the date of the claim.
SELECT message_no, '{prefix}ProductPeriode' AS path, ordinal, ProductPeriode_Einddatum AS value
FROM Prestatie
INNER JOIN (SELECT message_no, Declaratie_DeclaratieDagtekening AS claimed_on FROM bericht) AS claimed USING (message_no)
WHERE ProductPeriode_Einddatum < claimed_on - INTERVAL 5 YEAR
