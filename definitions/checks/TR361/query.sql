-- The products of one change request as they would stand: new ones as asked, changed and unchanged ones with the product of
-- their assignment. Without a code the category decides; without a category every product counts.
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
    WHERE request.line_kind IN ('keep', 'change')
),

standing AS (
    SELECT
        request.message_id, request.row_no, request.provider_code, request.line_kind,
        CASE WHEN request.line_kind = 'add' THEN request.product_category ELSE line_version.product_category END AS category,
        CASE WHEN request.line_kind = 'add' THEN request.product_code ELSE line_version.product_code END AS code,
        CASE WHEN request.line_kind = 'keep' THEN line_version.valid_from ELSE request.wanted_from END AS starts_on,
        CASE WHEN request.line_kind = 'keep' THEN line_version.valid_until ELSE request.wanted_until END AS ends_before
    FROM assignment_request AS request
    LEFT JOIN line_version
        ON request.message_id = line_version.message_id AND request.row_no = line_version.row_no AND line_version.place = 1
    WHERE request.line_kind = 'add' OR line_version.message_id IS NOT NULL
)

SELECT
    later.message_id,
    later.row_no,
    'Client/Verzoek' AS path,
    coalesce(later.code, later.category) AS value,
    later.provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM standing AS later
INNER JOIN standing AS earlier
    ON
        later.message_id = earlier.message_id
        AND later.row_no > earlier.row_no
        AND (later.category = earlier.category OR later.category IS NULL OR earlier.category IS NULL)
        AND (later.code = earlier.code OR later.code IS NULL OR earlier.code IS NULL)
        AND (earlier.ends_before IS NULL OR later.starts_on < earlier.ends_before)
        AND (later.ends_before IS NULL OR earlier.starts_on < later.ends_before)
WHERE later.line_kind IN ('add', 'change') OR earlier.line_kind IN ('add', 'change')
GROUP BY later.message_id, later.row_no, later.code, later.category, later.provider_code
