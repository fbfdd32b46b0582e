-- After the date of the message.
SELECT message_no, '{prefix}GewensteIngangsdatum' AS path, ordinal, GewensteIngangsdatum AS value
FROM NieuwProduct
INNER JOIN (SELECT message_no, Header_BerichtIdentificatie_Dagtekening AS dated_on FROM bericht) AS dated USING (message_no)
WHERE GewensteIngangsdatum <= dated_on
