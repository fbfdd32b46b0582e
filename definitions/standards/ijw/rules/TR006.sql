-- A telephone number, or house number and postcode together.
SELECT message_no, rtrim('{prefix}{contact_path}', '/') AS path, ordinal, {contact}Soort AS value
FROM {table}
WHERE {contact}Telefoon_Telefoon01_Telefoonnummer IS NULL
    AND ({contact}Adres_Huis_Huisnummer IS NULL OR {contact}Adres_Postcode IS NULL)
