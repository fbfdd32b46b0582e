"""The queries behind a snapshot for the forecast. All views stand at the moment, so none filters on it."""

_MONTH = "(12 * year({0}) + month({0}) - 1)"
_WITH_FRACTION = "(12 * year({0}) + month({0}) - 1 + (day({0}) - 1) / day(last_day({0})))"


def _month(column: str) -> str:
    return _MONTH.format(column)


def _day(column: str) -> str:
    return _WITH_FRACTION.format(column)


SUCCESSORS = "SELECT municipality_code, successor_code FROM municipality WHERE successor_code IS NOT NULL"
FUNDING = "SELECT provider_code, funding FROM provider"

# The month before the first claim came in: of earlier months only late claims are there.
CLAIMS_SINCE = f"SELECT min({_month('known_at')}) - 1 FROM claim"  # noqa: S608 - the parts are ours

# What an assignment is worth a month. A total is spread over the longest that any version of it lasted: when care stops early the
# end moves and the total stays, which would make ended care look dearer than running care.
# Frequency (COD172): 1 day, 2 week, 4 month, 6 in total. Unit 83 counts cents.
# A start or stop that no message tells of follows from silence, which takes about seven months.
TRAJECTORIES = f"""
WITH tariff_now AS (
    SELECT product_code, any_value(amount_cents) AS amount
    FROM tariff
    WHERE provider_code IS NULL AND valid_from <= $1 AND (valid_until IS NULL OR valid_until > $1)
    GROUP BY product_code
),
longest AS (
    SELECT assignment_id, max(coalesce(valid_until, valid_from + INTERVAL 1 YEAR)) AS until
    FROM assignment_version
    GROUP BY assignment_id
),
worth AS (
    SELECT
        assignment.assignment_id,
        assignment.valid_until,
        greatest(1, date_diff('day', valid_from, longest.until) / 30.4375) AS lasts,
        volume * CASE frequency
            WHEN '1' THEN 30.4375 WHEN '2' THEN 4.348 WHEN '4' THEN 1 WHEN '6' THEN 1 / lasts
        END AS monthly,
        coalesce(monthly * CASE WHEN unit = '83' THEN 1 ELSE tariff_now.amount END, budget_cents / lasts) AS value
    FROM assignment
    LEFT JOIN longest USING (assignment_id)
    LEFT JOIN tariff_now USING (product_code)
),
assigned AS (
    SELECT
        trajectory_id,
        arg_max(worth.value, part.started_on) AS value,
        max(coalesce(worth.valid_until, DATE '9000-01-01')) AS planned
    FROM care_stretch AS part
    INNER JOIN worth USING (assignment_id)
    GROUP BY trajectory_id
),
start_known AS (
    SELECT youth_id, provider_code, started_on, min({_month("known_at")}) AS known
    FROM care_start_all GROUP BY ALL
),
stop_known AS (
    SELECT youth_id, provider_code, delivered_until, min({_month("known_at")}) AS known
    FROM care_stop_all GROUP BY ALL
)
SELECT
    trajectory.municipality_code,
    coalesce(trajectory.product_category, '') AS product,
    trajectory.provider_code,
    {_day("trajectory.started_on")}::DOUBLE AS start,
    {_day("trajectory.delivered_until")}::DOUBLE AS stop,
    assigned.value::DOUBLE AS value,
    CASE WHEN assigned.planned < DATE '9000-01-01' THEN {_day("assigned.planned")} END::DOUBLE AS planned,
    coalesce(start_known.known, stop_known.known, least($2, {_month("trajectory.started_on")} + 7))::BIGINT AS start_known,
    coalesce(stop_known.known, least($3, {_month("trajectory.delivered_until")} + 7), -1)::BIGINT AS stop_known
FROM trajectory
LEFT JOIN assigned USING (trajectory_id)
LEFT JOIN start_known USING (youth_id, provider_code, started_on)
LEFT JOIN stop_known USING (youth_id, provider_code, delivered_until)
ORDER BY ALL
"""  # noqa: S608 - the parts are ours

# Every cent that counted and when: a line when it came in, and off again when it was refused. Void lines were never sent.
CLAIMS = f"""
WITH line AS (
    SELECT
        municipality_code, coalesce(product_category, '') AS product, provider_code, {_month("period_from")} AS month,
        {_month("known_at")} AS known, claim_id, line_reference, line_status, amount_cents
    FROM claim_line
    WHERE line_status <> 'void' AND {_month("period_from")} >= $1
),
refused AS (
    SELECT claim_id, line_reference, min({_month("known_at")}) AS known
    FROM claim_decision
    WHERE level = 'line'
    GROUP BY ALL
),
answered AS (
    SELECT claim_id, min({_month("known_at")}) AS known
    FROM claim_decision
    WHERE level = 'claim'
    GROUP BY ALL
),
movement AS (
    SELECT municipality_code, product, provider_code, month, known, amount_cents FROM line
    UNION ALL
    SELECT municipality_code, product, provider_code, month, coalesce(refused.known, answered.known, line.known), -amount_cents
    FROM line
    LEFT JOIN refused USING (claim_id, line_reference)
    LEFT JOIN answered USING (claim_id)
    WHERE line_status = 'rejected'
)
SELECT
    municipality_code, product, provider_code, month::BIGINT AS month, known::BIGINT AS known, sum(amount_cents)::DOUBLE AS cents
FROM movement
GROUP BY ALL
ORDER BY ALL
"""  # noqa: S608 - the parts are ours

# A tariff without an end is known to the end of the year: most are indexed in January.
TARIFFS = f"""
SELECT
    product_category AS product,
    product_code,
    {_month("valid_from")}::BIGINT AS since,
    coalesce({_month("valid_until")}, 12 * greatest(year(valid_from) + 1, $1 // 12 + 1))::BIGINT AS until,
    amount_cents::DOUBLE AS amount
FROM tariff
WHERE provider_code IS NULL AND product_code IS NOT NULL
ORDER BY ALL
"""  # noqa: S608 - the parts are ours

POPULATION = f"""
SELECT municipality_code, {_month("year")}::BIGINT AS month, sum(people)::DOUBLE AS people
FROM population
WHERE age < 18
GROUP BY ALL
ORDER BY ALL
"""  # noqa: S608 - the parts are ours
