-- Only the first time that an assignment carries the reference; repeats of the same version say nothing new.
WITH carried AS (
    SELECT
        message_id, row_no, municipality_code, provider_code, reference,
        row_number() OVER (PARTITION BY assignment_id, reference ORDER BY assigned_at, message_id, row_no) AS place
    FROM assignment_version
    WHERE reference IS NOT NULL
),

asked AS (SELECT DISTINCT municipality_code, provider_code, reference FROM assignment_request)

SELECT
    carried.message_id,
    carried.row_no,
    'Client/ToegewezenProducten/ToegewezenProduct/ReferentieAanbieder' AS path,
    carried.reference AS value,
    carried.municipality_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id,
    CAST(NULL AS DATE) AS expected_on
FROM carried
LEFT JOIN asked
    ON
        carried.municipality_code = asked.municipality_code
        AND carried.provider_code = asked.provider_code
        AND carried.reference = asked.reference
WHERE carried.place = 1 AND asked.reference IS NULL
