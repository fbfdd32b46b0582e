-- Reason 8 names the municipality that is responsible.
SELECT message_no, 'Antwoord/Woonplaatsbeginsel' AS path, 1 AS ordinal, Antwoord_RedenAfwijzingVerzoek AS value
FROM bericht
WHERE Antwoord_RedenAfwijzingVerzoek = '8' AND Antwoord_Woonplaatsbeginsel_Gemeente IS NULL
