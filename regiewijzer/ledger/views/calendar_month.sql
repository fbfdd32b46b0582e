-- Every month from the first event, or the first period of an extract, to the month of the moment. Not before 2015: the Youth Act
-- started then, and one wrong year in one message would otherwise add centuries.
SELECT calendar.month, calendar.next_month
FROM kept.calendar_month AS calendar
WHERE
    calendar.month <= getvariable('moment')
    AND calendar.next_month > least(
        (SELECT first_on FROM message_since),
        (SELECT min(known_on) FROM kept.known_day WHERE known_at <= getvariable('moment')),
        (SELECT min(period) FROM kept.delivered_slice WHERE known_at <= getvariable('moment'))
    )
