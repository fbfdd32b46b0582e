"""What providers used of a year and whom they help, per municipality and in all, as known at a vintage."""

import pyarrow as pa

from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_snapshot import moment_of
from regiewijzer.pipeline.forecast_successors import successors_of

# $1: year; $2 and $3: municipalities that merged and what carries their figures now.
_PLACE = """
WITH place AS (
    SELECT municipality_code, coalesce($3[nullif(list_position($2, municipality_code), 0)], municipality_code) AS municipality
    FROM municipality
)
"""
_USED = f"""{_PLACE},
person AS (
    SELECT provider_code, municipality_code, youth_id, 'claimed' AS why, amount_cents, line_status
    FROM claim_line WHERE year(period_from) = $1 AND line_status IN ('approved', 'open')
    UNION ALL
    SELECT provider_code, municipality_code, youth_id, 'care', 0, ''
    FROM trajectory
    WHERE started_on <= getvariable('moment')::DATE
        AND (delivered_until IS NULL OR delivered_until > getvariable('moment')::DATE)
    UNION ALL
    SELECT assignment.provider_code, assignment.municipality_code, assignment.youth_id, 'waiting', 0, ''
    FROM assignment
    WHERE assignment.valid_from <= getvariable('moment')::DATE
        AND (assignment.valid_until IS NULL OR assignment.valid_until > getvariable('moment')::DATE)
        AND NOT EXISTS (SELECT 1 FROM care_start WHERE care_start.assignment_id = assignment.assignment_id)
)
SELECT
    municipality, provider_code AS provider,
    coalesce(sum(amount_cents) FILTER (line_status = 'approved'), 0)::BIGINT AS approved,
    coalesce(sum(amount_cents) FILTER (line_status = 'open'), 0)::BIGINT AS open,
    count(DISTINCT youth_id)::BIGINT AS behind,
    (count(DISTINCT youth_id) FILTER (why = 'care'))::BIGINT AS in_care,
    (count(DISTINCT youth_id) FILTER (why = 'waiting'))::BIGINT AS waiting
FROM person INNER JOIN place USING (municipality_code)
GROUP BY GROUPING SETS ((provider_code, municipality), (provider_code))
ORDER BY ALL
"""  # noqa: S608 - the parts are ours
SCHEMA = pa.schema(
    [
        ("municipality", pa.string()),
        ("provider", pa.string()),
        *((name, pa.int64()) for name in ("approved", "open", "behind", "in_care", "waiting")),
    ]
)


def used_table(home: Home, vintage: int, snapshot: int) -> pa.Table:
    """Return per provider and municipality (null: all) the cents approved and open of the year of a vintage, and distinct youths.

    behind: with a claim, running care or an assignment; in_care: with running care; waiting: with an assignment and no start.
    """
    with open_as_of(home, moment_of(vintage), snapshot) as as_of:
        pairs = successors_of(as_of)
        found: pa.Table = as_of.connection.execute(_USED, [vintage // 12, list(pairs), list(pairs.values())]).to_arrow_table()
    return found.cast(SCHEMA)
