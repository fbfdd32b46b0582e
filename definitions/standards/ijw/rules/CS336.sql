-- 01 was dropped in release 3.1.
SELECT message_no, '{prefix}RedenWijziging' AS path, ordinal, RedenWijziging AS value
FROM ToegewezenProduct
WHERE RedenWijziging = '01'
