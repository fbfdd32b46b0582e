-- Referrers of other types than 02-05 have no professional code.
SELECT message_no, '{prefix}Verwijzer/ZorgverlenerCode' AS path, ordinal, Verwijzer_Type AS value
FROM AangevraagdProduct
WHERE Verwijzer_Type NOT IN ('02', '03', '04', '05') AND Verwijzer_ZorgverlenerCode IS NOT NULL
