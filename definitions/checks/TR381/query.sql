-- A row of the list without code holds for its whole category. What ended before the list begins cannot be judged by it. A claim line
-- may be of any day of its period; every other message is of the day on which what it names begins.
WITH named AS (
    SELECT
        message_id, row_no, 'Client/ToegewezenProducten/ToegewezenProduct/Product/Code' AS path,
        product_category, product_code, valid_from AS first_day, valid_from AS last_day
    FROM assignment_version
    UNION ALL
    SELECT
        message_id, row_no, 'Client/StartProducten/StartProduct/Product/Code' AS path,
        product_category, product_code, started_on AS first_day, started_on AS last_day
    FROM care_start_all
    UNION ALL
    SELECT
        message_id, row_no, 'Client/StopProducten/StopProduct/Product/Code' AS path,
        product_category, product_code, started_on AS first_day, started_on AS last_day
    FROM care_stop_all
    UNION ALL
    SELECT
        message_id, row_no,
        CASE
            WHEN line_kind = 'new' THEN 'Client/AangevraagdeProducten/AangevraagdProduct/Product/Code'
            ELSE 'Client/Verzoek/NieuweProducten/NieuwProduct/Product/Code'
        END AS path,
        product_category, product_code,
        coalesce(wanted_from, dated_on) AS first_day, coalesce(wanted_from, dated_on) AS last_day
    FROM assignment_request
    UNION ALL
    SELECT
        message_id, row_no, 'Declaratie/Clienten/Client/Prestaties/Prestatie/ProductCode' AS path,
        product_category, product_code, period_from AS first_day, period_until - INTERVAL 1 DAY AS last_day
    FROM claim_line
    WHERE sign = 'D' AND NOT credited AND line_status <> 'void'
),

judged AS (
    SELECT DISTINCT product_category, product_code, first_day, last_day
    FROM named
    WHERE
        product_category IS NOT NULL AND product_code IS NOT NULL
        AND EXISTS (SELECT 1 FROM product AS listed WHERE listed.valid_from <= named.last_day)
),

unlisted AS (
    SELECT judged.product_category, judged.product_code, judged.first_day, judged.last_day
    FROM judged
    LEFT JOIN product
        ON
            judged.product_category = product.product_category
            AND (judged.product_code = product.product_code OR product.product_code IS NULL)
            AND product.valid_from <= judged.last_day
            AND (product.valid_until IS NULL OR product.valid_until > judged.first_day)
    WHERE product.product_category IS NULL
)

SELECT
    named.message_id,
    named.row_no,
    named.path,
    concat(named.product_code, ' (', named.product_category, ')') AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM named
INNER JOIN unlisted
    ON
        named.product_category = unlisted.product_category
        AND named.product_code = unlisted.product_code
        AND named.first_day = unlisted.first_day
        AND named.last_day = unlisted.last_day
