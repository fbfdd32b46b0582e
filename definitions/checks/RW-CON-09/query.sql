WITH following AS (
    SELECT
        message_id, row_no, provider_code, valid_from,
        lag(valid_from) OVER (PARTITION BY provider_code ORDER BY valid_from, row_no) AS earlier_from,
        lag(valid_until) OVER (PARTITION BY provider_code ORDER BY valid_from, row_no) AS earlier_until
    FROM provider_register
)

SELECT
    message_id,
    row_no,
    'aanbieders!Geldig van' AS path,
    provider_code AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM following
WHERE earlier_from IS NOT NULL AND (earlier_until IS NULL OR valid_from < earlier_until)
