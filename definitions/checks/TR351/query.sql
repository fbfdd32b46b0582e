-- The last version up to the day of the request: known, not withdrawn (a removed one ends where it begins), not ended.
WITH line_version AS (
    SELECT
        request.message_id, request.row_no,
        assignment_version.message_id AS assignment_message,
        assignment_version.product_category, assignment_version.product_code,
        assignment_version.valid_from, assignment_version.valid_until,
        assignment_version.volume, assignment_version.frequency, assignment_version.budget_cents,
        row_number() OVER (
            PARTITION BY request.message_id, request.row_no
            ORDER BY assignment_version.assigned_at DESC, assignment_version.message_id DESC, assignment_version.row_no DESC
        ) AS place
    FROM assignment_request AS request
    INNER JOIN assignment_version
        ON
            request.municipality_code = assignment_version.municipality_code
            AND request.provider_code = assignment_version.provider_code
            AND request.youth_id = assignment_version.youth_id
            AND request.assignment_number = assignment_version.assignment_number
            AND request.dated_on + INTERVAL 1 DAY > assignment_version.assigned_at
    WHERE request.line_kind = 'change'
)

SELECT
    request.message_id,
    request.row_no,
    'Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct/ToewijzingNummer' AS path,
    CAST(request.assignment_number AS VARCHAR) AS value,
    request.provider_code AS owner_code,
    line_version.assignment_message AS related_message_id,
    CAST(NULL AS DATE) AS expected_on
FROM assignment_request AS request
LEFT JOIN line_version
    ON request.message_id = line_version.message_id AND request.row_no = line_version.row_no AND line_version.place = 1
WHERE
    request.line_kind = 'change'
    AND (
        line_version.message_id IS NULL
        OR line_version.valid_until <= request.dated_on
        OR line_version.valid_until <= line_version.valid_from
    )
