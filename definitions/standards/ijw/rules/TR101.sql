-- No two rows of a class with the same logical key. An absent part of the key equals an absent part.
SELECT message_no, '{path}' AS path, ordinal, {shown} AS value
FROM {table}
QUALIFY count(*) OVER (PARTITION BY message_no, {key}) > 1
