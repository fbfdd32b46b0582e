-- The same care twice at the same time. A row is listed when an earlier one (by first day, then by place) still runs on its
-- first day and is about the same: the same code; the same category, when one of both has no code; anything, when one of
-- both has no product. Running maxima instead of pairs: a message with thousands of products costs a sort.
WITH care AS (
    SELECT
        message_no,
        ordinal,
        Product_Categorie AS category,
        Product_Code AS code,
        {begin} AS first_day,
        coalesce({end}, DATE '9999-12-31') AS last_day
    FROM {table}
    SEMI JOIN (
        -- Only messages where it can happen: with a product twice, or beside another one without a code.
        SELECT message_no
        FROM {table}
        GROUP BY message_no
        HAVING count(*) > 1 AND count(*) > count(DISTINCT Product_Categorie || Product_Code)
    ) AS possible USING (message_no)
    WHERE ({end} IS NULL OR {end} >= {begin})
),

compared AS (
    SELECT
        message_no,
        ordinal,
        category,
        code,
        first_day,
        max(last_day) OVER earlier AS any_until,
        max(CASE WHEN category IS NULL THEN last_day END) OVER earlier AS generic_until,
        max(last_day) OVER earlier_in_category AS category_until,
        max(CASE WHEN code IS NULL THEN last_day END) OVER earlier_in_category AS uncoded_until,
        max(last_day) OVER earlier_with_code AS code_until
    FROM care
    WINDOW
        earlier AS (
            PARTITION BY message_no
            ORDER BY first_day, ordinal ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ),
        earlier_in_category AS (
            PARTITION BY message_no, category
            ORDER BY first_day, ordinal ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ),
        earlier_with_code AS (
            PARTITION BY message_no, category, code
            ORDER BY first_day, ordinal ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        )
)

SELECT message_no, '{path}' AS path, ordinal, coalesce(code, category) AS value
FROM compared
WHERE first_day <= CASE
    WHEN category IS NULL THEN any_until
    WHEN code IS NULL THEN greatest(category_until, generic_until)
    ELSE greatest(code_until, uncoded_until, generic_until)
END
