-- Who referred the youth, per trajectory (COD327), from the assignment it began on: the reference of that assignment leads to the
-- request (315) of the provider, which names the referrer. An assignment without reference was made by the access of the
-- municipality itself (01). Without an assignment, or when the request is not among our messages, the referrer is unknown.
WITH opened AS (
    SELECT assignment_id, min({'assigned_at': assigned_at, 'reference': coalesce(reference, '')}) AS first_version
    FROM assignment_version
    GROUP BY assignment_id
),
asked AS (
    SELECT provider_code, youth_id, reference, min({'dated_on': dated_on, 'referrer_type': referrer_type}) AS first_request
    FROM assignment_request
    WHERE line_kind = 'new' AND reference IS NOT NULL AND referrer_type IS NOT NULL
    GROUP BY provider_code, youth_id, reference
)
SELECT
    step.trajectory_id,
    CASE WHEN opened.first_version.reference = '' THEN '01' ELSE asked.first_request.referrer_type END AS referrer_type
FROM care_path_step AS step
LEFT JOIN opened ON opened.assignment_id = step.started_assignment_id
LEFT JOIN asked
    ON asked.provider_code = step.provider_code
    AND asked.youth_id = step.youth_id
    AND asked.reference = opened.first_version.reference
