-- The days on which something became known, with the first moment of each: how far knowledge reached at any moment.
SELECT known_at::DATE AS known_on, min(known_at) AS known_at
FROM record.message
GROUP BY known_at::DATE
