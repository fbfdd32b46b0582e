-- Starts and stops that stand, against the assignments of the same municipality to the same provider. Without a number only
-- a provider that is paid per task may report; of a provider that the region file does not know that cannot be told.
WITH reported AS (
    SELECT
        message_id, row_no, 'Client/StartProducten/StartProduct' AS path, provider_code, assignment_number, assignment_id,
        started_on
    FROM care_start
    UNION ALL
    SELECT
        message_id, row_no, 'Client/StopProducten/StopProduct' AS path, provider_code, assignment_number, assignment_id,
        started_on
    FROM care_stop
),

assigned AS (SELECT DISTINCT assignment_id, provider_code FROM assignment_version)

SELECT
    reported.message_id,
    reported.row_no,
    reported.path,
    CAST(reported.assignment_number AS VARCHAR) AS value,
    reported.provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id,
    reported.started_on AS expected_on
FROM reported
LEFT JOIN assigned
    ON reported.assignment_id = assigned.assignment_id AND reported.provider_code = assigned.provider_code
LEFT JOIN provider ON reported.provider_code = provider.provider_code
WHERE
    (reported.assignment_id IS NOT NULL AND assigned.assignment_id IS NULL)
    OR (reported.assignment_id IS NULL AND provider.funding <> 'task')
