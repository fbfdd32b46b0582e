-- The language is given exactly when form 1 (interpreter of a language) is asked for.
SELECT message_no, 'Client/Communicatie/Taal' AS path, 1 AS ordinal, Client_Communicatie_Vorm AS value
FROM bericht
WHERE (Client_Communicatie_Vorm IS NOT DISTINCT FROM '1') <> (Client_Communicatie_Taal IS NOT NULL)
