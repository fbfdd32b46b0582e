-- As TR101, for the lines of a claim: the key of a line goes on with that of its client.
SELECT line.message_no, '{path}' AS path, line.ordinal, code_like(line.ProductReferentie_ReferentieNummer) AS value
FROM Prestatie AS line
INNER JOIN Client AS client ON line.message_no = client.message_no AND line.parent_ordinal = client.ordinal
QUALIFY count(*) OVER (
    PARTITION BY
        line.message_no,
        client.Bsn,
        line.ProductReferentie_ReferentieNummer,
        line.ProductReferentie_VorigReferentieNummer
) > 1
