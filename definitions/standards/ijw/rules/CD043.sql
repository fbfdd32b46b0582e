-- Number and starting date of the decision (beschikking) are both there, or both absent.
SELECT message_no, '{prefix}BeschikkingIngangsdatum' AS path, ordinal, BeschikkingNummer AS value
FROM AangevraagdProduct
WHERE (BeschikkingNummer IS NULL) <> (BeschikkingIngangsdatum IS NULL)
