-- As TR101, for a free text that a sender chose: shown as far as it looks like a code.
SELECT message_no, '{path}' AS path, ordinal, code_like({key}) AS value
FROM {table}
QUALIFY count(*) OVER (PARTITION BY message_no, {key}) > 1
