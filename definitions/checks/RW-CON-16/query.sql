WITH agreed AS (
    SELECT
        tariff.message_id, tariff.row_no, lower(trim(tariff.unit)) AS tariff_unit, lower(trim(product.unit)) AS product_unit
    FROM tariff
    INNER JOIN product
        ON
            tariff.product_category = product.product_category
            AND tariff.product_code = product.product_code
            AND tariff.valid_from >= product.valid_from
            AND (product.valid_until IS NULL OR tariff.valid_from < product.valid_until)
)

SELECT
    message_id,
    row_no,
    'tarieven!Eenheid' AS path,
    concat(tariff_unit, ' <> ', product_unit) AS value,
    CAST(NULL AS VARCHAR) AS owner_code,
    CAST(NULL AS VARCHAR) AS related_message_id
FROM agreed
WHERE
    tariff_unit <> product_unit
    AND NOT (tariff_unit IN ('uur', 'minuut') AND product_unit IN ('uur', 'minuut'))
