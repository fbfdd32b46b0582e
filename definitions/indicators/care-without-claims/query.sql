-- Eén feit per traject bij een aanbieder die declareert, dat de maand en de maand ervoor helemaal liep; de waarde is 1 als er over
-- beide maanden geen declaratieregel voor die jongere is.
WITH claimed AS (
    SELECT DISTINCT
        youth_id,
        provider_code,
        date_trunc('month', coalesce(period_from, claim_month))::DATE AS month
    FROM claim_line
    WHERE line_status <> 'void' AND sign = 'D' AND NOT credited
),

claiming AS (
    SELECT provider_code, min(month) AS claims_from
    FROM claimed
    GROUP BY provider_code
),

running AS (
    SELECT
        calendar_month.month,
        (calendar_month.month - INTERVAL 1 MONTH)::DATE AS month_before,
        stretch.municipality_code,
        stretch.provider_code,
        stretch.product_category,
        stretch.care_form,
        stretch.youth_id,
        stretch.trajectory_id
    FROM care_stretch AS stretch
    INNER JOIN calendar_month
        ON stretch.started_on < calendar_month.next_month
        AND (stretch.delivered_until IS NULL OR stretch.delivered_until >= calendar_month.next_month)
        AND stretch.trajectory_started_on <= calendar_month.month - INTERVAL 1 MONTH
    INNER JOIN claiming
        ON stretch.provider_code = claiming.provider_code
        AND claiming.claims_from <= calendar_month.month - INTERVAL 1 MONTH
    INNER JOIN provider ON stretch.provider_code = provider.provider_code AND provider.funding <> 'task'
),

judged AS (
    SELECT
        running.month,
        running.municipality_code,
        running.provider_code,
        running.product_category,
        running.care_form,
        running.youth_id,
        running.trajectory_id,
        CASE WHEN this_month.youth_id IS NULL AND last_month.youth_id IS NULL THEN 1 ELSE 0 END AS is_silent
    FROM running
    LEFT JOIN claimed AS this_month
        ON running.youth_id = this_month.youth_id
        AND running.provider_code = this_month.provider_code
        AND running.month = this_month.month
    LEFT JOIN claimed AS last_month
        ON running.youth_id = last_month.youth_id
        AND running.provider_code = last_month.provider_code
        AND running.month_before = last_month.month
)

SELECT
    month AS period,
    'silent' AS series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    youth_id,
    trajectory_id AS unit_id,
    1 AS value
FROM judged
WHERE is_silent = 1

UNION ALL

SELECT
    month AS period,
    'silent_share' AS series,
    municipality_code,
    provider_code,
    product_category,
    care_form,
    youth_id,
    trajectory_id AS unit_id,
    is_silent AS value
FROM judged
