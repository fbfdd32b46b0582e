-- Without a product code there is no size; until the end of 2020 there could be.
SELECT message_no, '{prefix}Omvang' AS path, ordinal, Omvang_Volume AS value
FROM AangevraagdProduct
WHERE Product_Code IS NULL AND Omvang_Volume IS NOT NULL AND (ToewijzingEinddatum IS NULL OR ToewijzingEinddatum > DATE '2020-12-31')
