-- Eén feit per jongere met zorg in het kwartaal (aantal, aandeel) en één per jongere en aanbieder voor het gedeclareerde bedrag.
-- Stapeling is wat op één dag naast elkaar liep. Tellen gaat met gebeurtenissen: +1 op de dag dat een vorm (of aanbieder) begint,
-- -1 op de dag na het einde; de lopende som is hoeveel er tot de volgende gebeurtenis naast elkaar lopen.
WITH care AS (
    SELECT
        trajectory_id,
        youth_id,
        municipality_code,
        provider_code,
        care_form,
        started_on,
        coalesce(delivered_until, DATE '2999-01-01') AS until_on
    FROM trajectory
),

presence AS (
    SELECT youth_id, 'form' AS kind, care_form AS code, started_on, until_on
    FROM care
    UNION ALL
    SELECT youth_id, 'provider' AS kind, provider_code AS code, started_on, until_on
    FROM care
),

-- Dezelfde vorm bij twee aanbieders is één vorm: alleen het deel dat nog niet gedekt was telt.
covered AS (
    SELECT
        youth_id,
        kind,
        code,
        started_on,
        until_on,
        max(until_on) OVER (
            PARTITION BY youth_id, kind, code ORDER BY started_on, until_on
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS covered_until
    FROM presence
),

piece AS (
    SELECT youth_id, kind, code, greatest(started_on, coalesce(covered_until, started_on)) AS from_on, until_on
    FROM covered
    WHERE until_on > greatest(started_on, coalesce(covered_until, started_on))
),

change AS (
    SELECT youth_id, kind, from_on AS day, 1 AS difference
    FROM piece
    UNION ALL
    SELECT youth_id, kind, until_on AS day, -1 AS difference
    FROM piece
),

net AS (
    SELECT youth_id, kind, day, sum(difference) AS difference
    FROM change
    GROUP BY youth_id, kind, day
),

level AS (
    SELECT
        youth_id,
        kind,
        day AS from_on,
        lead(day) OVER (PARTITION BY youth_id, kind ORDER BY day) AS until_on,
        sum(difference) OVER (
            PARTITION BY youth_id, kind ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS at_once
    FROM net
),

quarter AS (
    SELECT date_trunc('quarter', month)::DATE AS period, max(next_month) AS next_period
    FROM calendar_month
    GROUP BY date_trunc('quarter', month)
),

-- De eerste dag van het kwartaal waarop er de meeste naast elkaar liepen.
ranked AS (
    SELECT
        quarter.period,
        level.youth_id,
        level.kind,
        level.at_once,
        greatest(level.from_on, quarter.period) AS day,
        row_number() OVER (
            PARTITION BY quarter.period, level.youth_id, level.kind ORDER BY level.at_once DESC, level.from_on
        ) AS place
    FROM level
    INNER JOIN quarter ON level.from_on < quarter.next_period AND level.until_on > quarter.period
    WHERE level.at_once > 0
),

peak AS (
    SELECT form.period, form.youth_id, form.day, form.at_once AS forms, provider.at_once AS providers
    FROM ranked AS form
    INNER JOIN ranked AS provider
        ON form.period = provider.period
        AND form.youth_id = provider.youth_id
        AND provider.kind = 'provider'
        AND provider.place = 1
    WHERE form.kind = 'form' AND form.place = 1
),

-- Welke vormen dat waren, en welke gemeente toen (het laatst begonnen) betaalde.
running AS (
    SELECT
        peak.period,
        peak.youth_id,
        peak.forms,
        peak.providers,
        care.care_form,
        care.municipality_code,
        row_number() OVER (
            PARTITION BY peak.period, peak.youth_id ORDER BY care.started_on DESC, care.trajectory_id
        ) AS place
    FROM peak
    INNER JOIN care
        ON peak.youth_id = care.youth_id
        AND care.started_on <= peak.day
        AND care.until_on > peak.day
),

stacked AS (
    SELECT
        period,
        youth_id,
        forms,
        providers,
        max(CASE WHEN place = 1 THEN municipality_code END) AS municipality_code,
        concat(
            max(CASE WHEN care_form = '01' THEN '+01' ELSE '' END),
            max(CASE WHEN care_form = '02' THEN '+02' ELSE '' END),
            max(CASE WHEN care_form = '03' THEN '+03' ELSE '' END),
            max(CASE WHEN care_form = '04' THEN '+04' ELSE '' END),
            max(CASE WHEN care_form = '11' THEN '+11' ELSE '' END),
            max(CASE WHEN care_form = '12' THEN '+12' ELSE '' END),
            max(CASE WHEN care_form = '13' THEN '+13' ELSE '' END),
            max(CASE WHEN care_form = '14' THEN '+14' ELSE '' END),
            max(CASE WHEN care_form = 'JB' THEN '+JB' ELSE '' END),
            max(CASE WHEN care_form = 'JR' THEN '+JR' ELSE '' END),
            max(CASE WHEN care_form = 'PJ' THEN '+PJ' ELSE '' END),
            max(CASE WHEN care_form = 'unknown' THEN '+unknown' ELSE '' END)
        ) AS joined_forms
    FROM running
    GROUP BY period, youth_id, forms, providers
),

youth_quarter AS (
    SELECT
        period,
        youth_id,
        municipality_code,
        CASE WHEN forms >= 2 THEN 1 ELSE 0 END AS is_stacked,
        CASE WHEN forms >= 4 THEN '4+' WHEN forms = 3 THEN '3' WHEN forms = 2 THEN '2' ELSE '1' END AS forms_at_once,
        CASE WHEN providers >= 4 THEN '4+' WHEN providers = 3 THEN '3' WHEN providers = 2 THEN '2' ELSE '1' END AS providers_at_once,
        substring(joined_forms, 2) AS combination
    FROM stacked
),

claimed AS (
    SELECT
        date_trunc('quarter', coalesce(period_from, claim_month))::DATE AS period,
        youth_id,
        provider_code,
        sum(amount_cents) AS amount_cents
    FROM claim_line
    WHERE line_status IN ('approved', 'open')
    GROUP BY date_trunc('quarter', coalesce(period_from, claim_month)), youth_id, provider_code
),

question AS (
    SELECT 'youths' AS series
    UNION ALL
    SELECT 'stacked' AS series
    UNION ALL
    SELECT 'cost_per_youth' AS series
)

SELECT
    youth_quarter.period,
    question.series,
    youth_quarter.municipality_code,
    CAST(NULL AS VARCHAR) AS provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    youth_quarter.youth_id,
    youth_quarter.youth_id AS unit_id,
    CASE question.series WHEN 'stacked' THEN youth_quarter.is_stacked WHEN 'cost_per_youth' THEN 0 ELSE 1 END AS value,
    CASE WHEN question.series = 'cost_per_youth' THEN 1 END AS weight,
    youth_quarter.forms_at_once,
    youth_quarter.providers_at_once,
    youth_quarter.combination
FROM youth_quarter
CROSS JOIN question

UNION ALL

SELECT
    youth_quarter.period,
    amount.series,
    youth_quarter.municipality_code,
    claimed.provider_code,
    CAST(NULL AS VARCHAR) AS product_category,
    CAST(NULL AS VARCHAR) AS care_form,
    youth_quarter.youth_id,
    youth_quarter.youth_id AS unit_id,
    claimed.amount_cents AS value,
    CAST(NULL AS INTEGER) AS weight,
    youth_quarter.forms_at_once,
    youth_quarter.providers_at_once,
    youth_quarter.combination
FROM youth_quarter
INNER JOIN claimed ON youth_quarter.period = claimed.period AND youth_quarter.youth_id = claimed.youth_id
CROSS JOIN (
    SELECT 'cost' AS series
    UNION ALL
    SELECT 'cost_per_youth' AS series
) AS amount
