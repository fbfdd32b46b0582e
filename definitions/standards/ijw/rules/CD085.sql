-- Answer 1 (refused) has a reason.
SELECT message_no, 'Antwoord/RedenAfwijzingVerzoek' AS path, 1 AS ordinal, Antwoord_VerzoekAntwoord AS value
FROM bericht
WHERE Antwoord_VerzoekAntwoord = '1' AND Antwoord_RedenAfwijzingVerzoek IS NULL
