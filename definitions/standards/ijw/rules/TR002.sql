-- At most 120 years before the date of the message, unless unknown. A birth date is never shown.
SELECT message_no, '{prefix}{birth_path}/Datum' AS path, {ordinal} AS ordinal, NULL AS value
FROM {table}
INNER JOIN (SELECT message_no, Header_BerichtIdentificatie_Dagtekening AS dated_on FROM bericht) AS dated USING (message_no)
WHERE {birth}_Datum < dated_on - INTERVAL 120 YEAR
    AND NOT ({birth}_Datum = DATE '1900-01-01' AND {birth}_DatumGebruik IS NOT DISTINCT FROM '3')
