-- As TR101, for the lines of a claim: the key of a line goes on with that of its client.
-- First without the client, which leaves next to nothing to join.
WITH alike AS (
    SELECT message_no, parent_ordinal, ordinal, ProductReferentie_ReferentieNummer, ProductReferentie_VorigReferentieNummer
    FROM Prestatie
    QUALIFY count(*) OVER (
        PARTITION BY message_no, ProductReferentie_ReferentieNummer, ProductReferentie_VorigReferentieNummer
    ) > 1
)

SELECT alike.message_no, '{path}' AS path, alike.ordinal, code_like(alike.ProductReferentie_ReferentieNummer) AS value
FROM alike
INNER JOIN Client AS client ON alike.message_no = client.message_no AND alike.parent_ordinal = client.ordinal
QUALIFY count(*) OVER (
    PARTITION BY
        alike.message_no,
        client.Bsn,
        alike.ProductReferentie_ReferentieNummer,
        alike.ProductReferentie_VorigReferentieNummer
) > 1
