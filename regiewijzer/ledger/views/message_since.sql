-- The first day of which any message tells: before it, figures from messages are unknown and not zero.
SELECT
    least(
        (SELECT min(started_on) FROM kept.care_start WHERE known_at <= getvariable('moment')),
        (SELECT min(started_on) FROM kept.care_stop WHERE known_at <= getvariable('moment')),
        (SELECT min(valid_from) FROM kept.assignment WHERE known_at <= getvariable('moment')),
        (SELECT min(known_on) FROM kept.known_day WHERE message_known_at <= getvariable('moment'))
    ) AS first_on
