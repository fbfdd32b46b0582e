-- Removal (13) has equal first and last day.
SELECT message_no, '{prefix}RedenWijziging' AS path, ordinal, RedenWijziging AS value
FROM ToegewezenProduct
WHERE RedenWijziging = '13' AND Einddatum IS DISTINCT FROM Ingangsdatum
