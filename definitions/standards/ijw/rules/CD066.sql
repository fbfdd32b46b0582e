-- Referrers of types 02-05 with a code go without a name.
SELECT message_no, '{prefix}Verwijzer/Naam' AS path, ordinal, Verwijzer_Type AS value
FROM AangevraagdProduct
WHERE Verwijzer_Type IN ('02', '03', '04', '05')
    AND Verwijzer_ZorgverlenerCode IS NOT NULL
    AND Verwijzer_Naam IS NOT NULL
