-- The same test as PersonNumbers.accepts, over all rows at once. The variable `persons` says which numbers are taken.
-- The remainder of the 11-test is kept positive by adding 99: the last digit counts negatively.
WITH number AS (SELECT message_no, {ordinal} AS ordinal, {bsn}::INTEGER AS bsn FROM {table}),

weighed AS (
    SELECT
        message_no,
        ordinal,
        bsn,
        (
            9 * (bsn // 100000000 % 10) + 8 * (bsn // 10000000 % 10) + 7 * (bsn // 1000000 % 10)
            + 6 * (bsn // 100000 % 10) + 5 * (bsn // 10000 % 10) + 4 * (bsn // 1000 % 10)
            + 3 * (bsn // 100 % 10) + 2 * (bsn // 10 % 10) - bsn % 10 + 99
        ) % 11 AS remainder
    FROM number
)

SELECT message_no, '{prefix}{bsn_path}' AS path, ordinal, NULL AS value
FROM weighed
WHERE NOT CASE
    WHEN getvariable('persons') = 'demo'
        THEN remainder = 5 OR (remainder = 0 AND bsn BETWEEN 999900006 AND 999999990)
    ELSE remainder = 0 AND bsn <> 0 AND bsn NOT BETWEEN 999900006 AND 999999990
END
