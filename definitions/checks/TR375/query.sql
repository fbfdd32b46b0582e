-- A generic assignment has no product; one that ended in 2020 still fell under the old release.
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
    'Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct/Omvang' AS path,
    CAST(request.volume AS VARCHAR) AS value,
    request.provider_code AS owner_code,
    line_version.assignment_message AS related_message_id
FROM assignment_request AS request
INNER JOIN line_version
    ON request.message_id = line_version.message_id AND request.row_no = line_version.row_no AND line_version.place = 1
WHERE
    line_version.product_category IS NULL AND request.volume IS NOT NULL
    AND (request.wanted_until IS NULL OR request.wanted_until > DATE '2021-01-01')
