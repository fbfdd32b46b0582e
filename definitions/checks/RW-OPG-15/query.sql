-- Within one half-year: each delivery tells of the same help again.
WITH following AS (
    SELECT
        message_id, row_no, provider_code, started_on,
        lag(started_on) OVER (
            PARTITION BY provider_code, half_year, youth_id, cbs_form ORDER BY started_on, row_no
        ) AS earlier_from,
        lag(stopped_until) OVER (
            PARTITION BY provider_code, half_year, youth_id, cbs_form ORDER BY started_on, row_no
        ) AS earlier_until
    FROM cbs_care
    WHERE youth_id IS NOT NULL
)

SELECT
    message_id,
    row_no,
    'beleidsinformatie_jeugdhulp!Datum aanvang' AS path,
    CAST(started_on AS VARCHAR) AS value,
    provider_code AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM following
WHERE earlier_from IS NOT NULL AND (earlier_until IS NULL OR started_on < earlier_until)
