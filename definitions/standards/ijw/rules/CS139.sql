-- 1: day unknown; 2: day and month unknown; 3: date unknown.
SELECT message_no, '{prefix}{birth_path}/DatumGebruik' AS path, {ordinal} AS ordinal, {birth}_DatumGebruik AS value
FROM {table}
WHERE CASE {birth}_DatumGebruik
    WHEN '1' THEN day({birth}_Datum) <> 1
    WHEN '2' THEN day({birth}_Datum) <> 1 OR month({birth}_Datum) <> 1
    WHEN '3' THEN {birth}_Datum <> DATE '1900-01-01'
END
