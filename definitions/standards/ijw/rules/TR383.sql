-- No reference twice in one request.
SELECT message_no, '{prefix}ReferentieAanbieder' AS path, ordinal, code_like(ReferentieAanbieder) AS value
FROM AangevraagdProduct
QUALIFY count(*) OVER (PARTITION BY message_no, ReferentieAanbieder) > 1
