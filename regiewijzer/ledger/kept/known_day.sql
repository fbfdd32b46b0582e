-- The days on which something became known, with the first moment of each: how far knowledge reached at any moment. Of messages
-- apart: an extract has no release of the standard, and that a budget was delivered says nothing about claims that stay away.
SELECT
    known_at::DATE AS known_on,
    min(known_at) AS known_at,
    min(known_at) FILTER (WHERE release IS NOT NULL) AS message_known_at
FROM record.message
GROUP BY known_at::DATE
