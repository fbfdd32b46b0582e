-- Postcode and country are both there, or both absent.
SELECT message_no, '{prefix}{contact_path}Adres/LandCode' AS path, ordinal, NULL AS value
FROM {table}
WHERE ({contact}Adres_Postcode IS NULL) <> ({contact}Adres_LandCode IS NULL)
