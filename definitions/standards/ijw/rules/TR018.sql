-- The last day of care is not before the first.
SELECT message_no, '{prefix}Einddatum' AS path, ordinal, Einddatum AS value
FROM StopProduct
WHERE Einddatum < Begindatum
