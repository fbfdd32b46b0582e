-- Versions of one number, against the first: changes of dates, volume and budget keep it, another youth, provider or product not.
WITH version AS (
    SELECT
        message_id, row_no, municipality_code, provider_code, youth_id, assignment_id, assignment_number,
        product_category, product_code,
        row_number() OVER (PARTITION BY assignment_id ORDER BY assigned_at, message_id, row_no) AS place
    FROM assignment_version
)

SELECT
    later.message_id,
    later.row_no,
    'Client/ToegewezenProducten/ToegewezenProduct/ToewijzingNummer' AS path,
    CAST(later.assignment_number AS VARCHAR) AS value,
    later.municipality_code AS owner_code,
    original.message_id AS related_message_id
FROM version AS later
INNER JOIN version AS original ON later.assignment_id = original.assignment_id
WHERE
    later.place > 1 AND original.place = 1
    AND (
        later.youth_id <> original.youth_id
        OR later.provider_code <> original.provider_code
        OR later.product_category IS DISTINCT FROM original.product_category
        OR later.product_code IS DISTINCT FROM original.product_code
    )
