-- 1-4 with the name of a partner, 1 or 6 without.
SELECT message_no, '{prefix}{name_path}/NaamGebruik' AS path, {ordinal} AS ordinal, {name}_NaamGebruik AS value
FROM {table}
WHERE CASE
    WHEN {name}_Partnernaam_Achternaam IS NOT NULL THEN {name}_NaamGebruik NOT IN ('1', '2', '3', '4')
    ELSE {name}_NaamGebruik NOT IN ('1', '6')
END
