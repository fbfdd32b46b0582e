-- Answer 2 (under examination) has no reason of refusal.
SELECT message_no, 'Antwoord/RedenAfwijzingVerzoek' AS path, 1 AS ordinal, Antwoord_RedenAfwijzingVerzoek AS value
FROM bericht
WHERE Antwoord_VerzoekAntwoord = '2' AND Antwoord_RedenAfwijzingVerzoek IS NOT NULL
