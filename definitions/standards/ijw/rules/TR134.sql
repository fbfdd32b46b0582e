-- Not after the date of the message (dagtekening).
SELECT message_no, '{prefix}{day_path}' AS path, {ordinal} AS ordinal, {day} AS value
FROM {table}
INNER JOIN (SELECT message_no, Header_BerichtIdentificatie_Dagtekening AS dated_on FROM bericht) AS dated USING (message_no)
WHERE {day} > dated_on
