-- How far knowledge reaches: the last day on which anything became known. Rules that conclude something from silence count
-- from here, not from the moment asked: when nobody loads anything, silence tells nothing.
SELECT max(known_on) AS known_on
FROM kept.known_day
WHERE known_at <= getvariable('moment')
