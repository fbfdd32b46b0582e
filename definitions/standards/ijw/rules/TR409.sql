-- Any other reason, or none, goes without a municipality.
SELECT message_no, 'Antwoord/Woonplaatsbeginsel' AS path, 1 AS ordinal, Antwoord_RedenAfwijzingVerzoek AS value
FROM bericht
WHERE Antwoord_RedenAfwijzingVerzoek IS DISTINCT FROM '8' AND Antwoord_Woonplaatsbeginsel_Gemeente IS NOT NULL
