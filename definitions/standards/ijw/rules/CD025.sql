-- A Dutch address has a house number.
SELECT message_no, '{prefix}{contact_path}Adres/Huis' AS path, ordinal, NULL AS value
FROM {table}
WHERE {contact}Adres_LandCode = 'NL' AND {contact}Adres_Huis_Huisnummer IS NULL
