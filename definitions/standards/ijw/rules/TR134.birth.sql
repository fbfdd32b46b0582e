-- As TR134, for a birth date: the value stays out of the finding.
SELECT message_no, '{prefix}{day_path}' AS path, {ordinal} AS ordinal, NULL AS value
FROM {table}
INNER JOIN (SELECT message_no, Header_BerichtIdentificatie_Dagtekening AS dated_on FROM bericht) AS dated USING (message_no)
WHERE {day} > dated_on
