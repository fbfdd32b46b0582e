-- Four digits and two capitals; one space between is taken, as it changes nothing in the meaning.
SELECT message_no, '{prefix}{contact_path}Adres/Postcode' AS path, ordinal, NULL AS value
FROM {table}
WHERE {contact}Adres_LandCode = 'NL' AND NOT regexp_matches({contact}Adres_Postcode, '^[1-9][0-9]{{3}} ?[A-Z]{{2}}$')
