WITH registered AS (
    SELECT provider_code, max(main_contractor_code) AS main_contractor_code FROM provider_register GROUP BY provider_code
)

SELECT
    sub.message_id,
    sub.row_no,
    'aanbieders!Hoofdaannemer' AS path,
    sub.main_contractor_code AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM provider_register AS sub
LEFT JOIN registered AS main ON sub.main_contractor_code = main.provider_code
WHERE
    sub.main_contractor_code IS NOT NULL
    AND (main.provider_code IS NULL OR main.main_contractor_code IS NOT NULL OR sub.main_contractor_code = sub.provider_code)
