-- At least one contact of kind 01, 02 or 03.
SELECT message_no, 'Client' AS path, 1 AS ordinal, NULL AS value
FROM bericht
ANTI JOIN (SELECT message_no FROM Contact WHERE Soort IN ('01', '02', '03')) AS lasting USING (message_no)
