-- The same test as PersonNumbers.accepts, over all rows at once. `installation` has one row: which numbers are taken.
-- The remainder of the 11-test is kept positive by adding 99: the last digit counts negatively.
WITH number AS (
    SELECT
        message_no,
        {ordinal} AS ordinal,
        {bsn}::INTEGER AS bsn,
        (
            9 * {bsn}[1]::INTEGER + 8 * {bsn}[2]::INTEGER + 7 * {bsn}[3]::INTEGER + 6 * {bsn}[4]::INTEGER
            + 5 * {bsn}[5]::INTEGER + 4 * {bsn}[6]::INTEGER + 3 * {bsn}[7]::INTEGER + 2 * {bsn}[8]::INTEGER
            - {bsn}[9]::INTEGER + 99
        ) % 11 AS remainder
    FROM {table}
),

judged AS (
    SELECT
        message_no,
        ordinal,
        remainder = 5 AS synthetic,
        remainder = 0 AND bsn BETWEEN 999900006 AND 999999990 AS for_tests,
        remainder = 0 AND bsn <> 0 AS valid
    FROM number
)

SELECT judged.message_no, '{prefix}{bsn_path}' AS path, judged.ordinal, NULL AS value
FROM judged
CROSS JOIN installation
WHERE NOT CASE
    WHEN installation.persons = 'demo' THEN judged.synthetic OR judged.for_tests
    ELSE judged.valid AND NOT judged.for_tests
END
