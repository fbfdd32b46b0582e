-- 6 is for organisations.
SELECT message_no, 'Client/Naam' AS path, 1 AS ordinal, Client_Naam_NaamGebruik AS value
FROM bericht
WHERE Client_Naam_NaamGebruik = '6'
