-- Referrers of types 02-05 without a code are named.
SELECT message_no, '{prefix}Verwijzer/Naam' AS path, ordinal, Verwijzer_Type AS value
FROM AangevraagdProduct
WHERE Verwijzer_Type IN ('02', '03', '04', '05') AND Verwijzer_ZorgverlenerCode IS NULL AND Verwijzer_Naam IS NULL
