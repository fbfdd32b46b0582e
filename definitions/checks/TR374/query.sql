-- Per request message the day on which its last reference was settled: refused, or assigned. A request is open until then.
WITH settled AS (
    SELECT municipality_code, provider_code, reference, min(settled_on) AS settled_on
    FROM (
        SELECT municipality_code, provider_code, reference, dated_on AS settled_on
        FROM request_answer
        WHERE answer = '1'
        UNION ALL
        SELECT municipality_code, provider_code, reference, CAST(assigned_at AS DATE) AS settled_on
        FROM assignment_version
        WHERE reference IS NOT NULL
    ) AS either
    GROUP BY municipality_code, provider_code, reference
),

request AS (
    SELECT
        asked.message_id, asked.municipality_code, asked.provider_code, asked.youth_id, asked.dated_on,
        max(CASE WHEN asked.line_kind = 'new' THEN 1 ELSE 0 END) AS is_new,
        min(asked.reference) AS reference,
        max(coalesce(settled.settled_on, DATE '9999-12-31')) AS settled_on
    FROM assignment_request AS asked
    LEFT JOIN settled
        ON
            asked.municipality_code = settled.municipality_code
            AND asked.provider_code = settled.provider_code
            AND asked.reference = settled.reference
    GROUP BY asked.message_id, asked.municipality_code, asked.provider_code, asked.youth_id, asked.dated_on
),

ordered AS (
    SELECT
        message_id, provider_code, dated_on, is_new, reference,
        max(settled_on) OVER (
            PARTITION BY municipality_code, provider_code, youth_id
            ORDER BY dated_on, message_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS earlier_settled_on,
        lag(message_id) OVER (PARTITION BY municipality_code, provider_code, youth_id ORDER BY dated_on, message_id) AS earlier
    FROM request
)

SELECT
    message_id,
    CAST(NULL AS BIGINT) AS row_no,
    CASE WHEN is_new = 1 THEN 'Client/AangevraagdeProducten' ELSE 'Client/Verzoek' END AS path,
    reference AS value,
    provider_code AS owner_code,
    earlier AS related_message_id,
    CAST(NULL AS DATE) AS expected_on
FROM ordered
WHERE earlier_settled_on > dated_on
