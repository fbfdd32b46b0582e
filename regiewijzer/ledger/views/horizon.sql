-- How far knowledge of care reaches: the last day on which a message became known. Rules that conclude something from silence count
-- from here, not from the moment asked: when nobody loads any message, silence tells nothing.
SELECT max(known_on) AS known_on
FROM kept.known_day
WHERE message_known_at <= getvariable('moment')
