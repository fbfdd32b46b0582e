-- Every month from the first event to the month of the moment. Not before 2015: the Youth Act started then, and one wrong
-- year in one message would otherwise add centuries.
SELECT calendar.month, calendar.next_month
FROM kept.calendar_month AS calendar
WHERE
    calendar.month <= getvariable('moment')
    AND calendar.next_month > least(
        (SELECT min(started_on) FROM kept.care_start WHERE known_at <= getvariable('moment')),
        (SELECT min(started_on) FROM kept.care_stop WHERE known_at <= getvariable('moment')),
        (SELECT min(valid_from) FROM kept.assignment WHERE known_at <= getvariable('moment')),
        (SELECT min(known_on) FROM kept.known_day WHERE known_at <= getvariable('moment'))
    )
