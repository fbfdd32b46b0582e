-- Months of the last two years; who sends few may well have a month without any.
-- There is no message to point at, so the path names what lacks: type, sender, month.
WITH sent AS (
    SELECT sender_code, message_type, CAST(date_trunc('month', dated_on) AS DATE) AS month, count(*) AS messages
    FROM message
    WHERE status = 'accepted' AND message_type IN ('301')
    GROUP BY sender_code, message_type, CAST(date_trunc('month', dated_on) AS DATE)
),

due AS (
    SELECT expected_sender.sender_code, expected_sender.message_type, calendar_month.month
    FROM expected_sender
    CROSS JOIN horizon
    INNER JOIN calendar_month
        ON
            calendar_month.month >= CAST(horizon.known_on - INTERVAL 24 MONTH AS DATE)
            AND CAST(calendar_month.next_month + INTERVAL 1 MONTH AS DATE) <= horizon.known_on
    WHERE
        expected_sender.message_type IN ('301')
        AND (expected_sender.first_month IS NULL OR calendar_month.month >= expected_sender.first_month)
        AND (expected_sender.until_month IS NULL OR calendar_month.month < expected_sender.until_month)
),

usual AS (
    SELECT due.sender_code, due.message_type, due.month, sum(sent.messages) AS messages
    FROM due
    INNER JOIN sent
        ON
            due.sender_code = sent.sender_code
            AND due.message_type = sent.message_type
            AND sent.month < due.month
            AND sent.month >= CAST(due.month - INTERVAL 6 MONTH AS DATE)
    GROUP BY due.sender_code, due.message_type, due.month
)

SELECT
    CAST(NULL AS VARCHAR) AS message_id,
    CAST(NULL AS BIGINT) AS row_no,
    concat(usual.message_type, '/', usual.sender_code, '/', CAST(usual.month AS VARCHAR)) AS path,
    CAST(usual.month AS VARCHAR) AS value,
    usual.sender_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM usual
LEFT JOIN sent
    ON usual.sender_code = sent.sender_code AND usual.message_type = sent.message_type AND usual.month = sent.month
WHERE sent.sender_code IS NULL AND usual.messages >= 60
