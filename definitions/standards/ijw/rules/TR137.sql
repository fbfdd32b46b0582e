-- Not before the first day and not after the date of the message.
SELECT message_no, '{prefix}{period_path}/Einddatum' AS path, {ordinal} AS ordinal, {period}_Einddatum AS value
FROM {table}
INNER JOIN (SELECT message_no, Header_BerichtIdentificatie_Dagtekening AS dated_on FROM bericht) AS dated USING (message_no)
WHERE {period}_Einddatum < {period}_Begindatum OR {period}_Einddatum > dated_on
