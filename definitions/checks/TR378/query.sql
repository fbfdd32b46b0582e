-- One finding per message, with its first day on which the code did not exist.
WITH begun AS (
    SELECT message_id, municipality_code, valid_from AS began_on FROM assignment_version
    UNION ALL
    SELECT message_id, municipality_code, coalesce(assignment_valid_from, started_on) AS began_on FROM care_start_all
    UNION ALL
    SELECT message_id, municipality_code, coalesce(assignment_valid_from, started_on) AS began_on FROM care_stop_all
    UNION ALL
    SELECT request.message_id, request.municipality_code, coalesce(assignment.valid_from, request.wanted_from) AS began_on
    FROM assignment_request AS request
    LEFT JOIN assignment ON request.assignment_id = assignment.assignment_id
    UNION ALL
    SELECT claim_line.message_id, claim_line.municipality_code, coalesce(assignment.valid_from, claim_line.period_from) AS began_on
    FROM claim_line
    LEFT JOIN assignment ON claim_line.assignment_id = assignment.assignment_id
),

outside AS (
    SELECT begun.message_id, begun.municipality_code, min(begun.began_on) AS began_on
    FROM begun
    INNER JOIN municipality ON begun.municipality_code = municipality.municipality_code
    WHERE begun.began_on < municipality.valid_from OR begun.began_on >= municipality.valid_until
    GROUP BY begun.message_id, begun.municipality_code
)

SELECT
    message_id,
    CAST(NULL AS BIGINT) AS row_no,
    'Header' AS path,
    concat(municipality_code, ' (', CAST(began_on AS VARCHAR), ')') AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM outside
