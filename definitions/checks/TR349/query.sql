-- The assignments as they stood before the day of the request: what was sent on that day the provider could not know.
-- A withdrawn assignment ends where it begins.
WITH request AS (
    SELECT message_id, municipality_code, provider_code, youth_id, dated_on, min(row_no) AS row_no
    FROM assignment_request
    WHERE line_kind <> 'new'
    GROUP BY message_id, municipality_code, provider_code, youth_id, dated_on
),

version AS (
    SELECT
        request.message_id, request.row_no, request.provider_code, request.dated_on,
        assignment_version.assignment_number, assignment_version.valid_from, assignment_version.valid_until,
        assignment_version.message_id AS assignment_message,
        row_number() OVER (
            PARTITION BY request.message_id, assignment_version.assignment_id
            ORDER BY assignment_version.assigned_at DESC, assignment_version.message_id DESC, assignment_version.row_no DESC
        ) AS place
    FROM request
    INNER JOIN assignment_version
        ON
            request.municipality_code = assignment_version.municipality_code
            AND request.provider_code = assignment_version.provider_code
            AND request.youth_id = assignment_version.youth_id
            AND request.dated_on > assignment_version.assigned_at
),

named AS (SELECT DISTINCT message_id, assignment_number FROM assignment_request WHERE line_kind <> 'new')

SELECT
    version.message_id,
    version.row_no,
    'Client/Verzoek' AS path,
    CAST(version.assignment_number AS VARCHAR) AS value,
    version.provider_code AS owner_code,
    version.assignment_message AS related_message_id
FROM version
LEFT JOIN named ON version.message_id = named.message_id AND version.assignment_number = named.assignment_number
WHERE
    version.place = 1
    AND (version.valid_until IS NULL OR (version.valid_until > version.dated_on AND version.valid_until > version.valid_from))
    AND named.assignment_number IS NULL
