WITH stranger AS (
    SELECT
        assignment.message_id, assignment.row_no, assignment.municipality_code, assignment.provider_code,
        row_number() OVER (
            PARTITION BY assignment.municipality_code, assignment.provider_code
            ORDER BY assignment.valid_from, assignment.message_id, assignment.row_no
        ) AS place
    FROM assignment
    LEFT JOIN provider ON assignment.provider_code = provider.provider_code
    WHERE provider.provider_code IS NULL
)

SELECT
    message_id,
    row_no,
    'Header/Ontvanger' AS path,
    provider_code AS value,
    municipality_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM stranger
WHERE place = 1
