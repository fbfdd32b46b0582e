-- Kinds 01 (register) and 03 (residence) have a postcode, also when the whole address is missing.
SELECT message_no, '{prefix}{contact_path}Adres/Postcode' AS path, ordinal, {contact}Soort AS value
FROM {table}
WHERE {contact}Soort IN ('01', '03') AND {contact}Adres_Postcode IS NULL
