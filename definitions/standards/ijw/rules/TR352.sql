-- At least one of both classes.
SELECT message_no, 'Client/Verzoek' AS path, 1 AS ordinal, code_like(Client_Verzoek_ReferentieAanbieder) AS value
FROM bericht
ANTI JOIN OngewijzigdProduct USING (message_no)
ANTI JOIN TeWijzigenProduct USING (message_no)
