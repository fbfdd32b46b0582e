-- Temporary stops (20) and those of contract or change (36, 37) end nothing; a start on or after the stop opens the care again.
WITH ended AS (
    SELECT assignment_id, max(delivered_until) AS ended_on
    FROM care_stop
    WHERE assignment_id IS NOT NULL AND delivery_status <> '3' AND end_reason NOT IN ('20', '36', '37')
    GROUP BY assignment_id
),

begun AS (
    SELECT assignment_id, max(started_on) AS started_on FROM care_start WHERE assignment_id IS NOT NULL GROUP BY assignment_id
)

SELECT
    line.message_id,
    line.row_no,
    'Declaratie/Clienten/Client/Prestaties/Prestatie/ProductPeriode' AS path,
    CAST(ended.ended_on AS VARCHAR) AS value,
    line.provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM claim_line AS line
INNER JOIN ended ON line.assignment_id = ended.assignment_id AND line.period_from >= ended.ended_on
LEFT JOIN begun ON line.assignment_id = begun.assignment_id
WHERE
    line.sign = 'D' AND NOT line.credited AND line.line_status <> 'void'
    AND (begun.started_on IS NULL OR begun.started_on < ended.ended_on)
