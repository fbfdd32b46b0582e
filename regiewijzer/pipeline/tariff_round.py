"""What a tariff round costs per municipality and provider, on volumes of the ledger, through the disclosure gate."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from regiewijzer.contracting.changes import Row
from regiewijzer.contracting.indexation import Effect, Step, Volume, effects
from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.disclosure.gate import MeasuredCell, through_gate
from regiewijzer.figures.scope import Scope
from regiewijzer.figures.values import Value
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.registers import EVER
from regiewijzer.vocabulary.periods import add_months, first_of_month

SETTLED = 5  # months after which nearly all claims of a month are in
MONTHS = 12

_VOLUMES = """
SELECT
    municipality_code, provider_code, product_category, product_code, unit,
    sum(CASE WHEN amount_cents < 0 THEN -abs(volume) ELSE volume END)::BIGINT, count(DISTINCT youth_id)::BIGINT
FROM claim_line
WHERE period_from >= $1 AND ($2::DATE IS NULL OR period_from < $2) AND line_status IN ($3, $4) AND volume IS NOT NULL
    AND product_category IS NOT NULL
GROUP BY ALL
ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class RoundEffect:
    """What a round adds, in cents: in all, per municipality, per provider, and what of approved claims is to be settled.

    since, until: the months of the volumes, until exclusive. settlement: None when the round does not go back in time.
    """

    since: date
    until: date
    total: Value
    by_municipality: Mapping[str, Value]
    by_provider: Mapping[str, Value]
    settlement: Value | None
    settlement_by_provider: Mapping[str, Value]


@lru_cache(maxsize=4)
def settled_window(home: Home, snapshot: int) -> tuple[date, date] | None:
    """Return the last twelve months of which nearly every claim is in, [first, until); None without claims."""
    with open_as_of(home, EVER, snapshot) as as_of:
        row = as_of.connection.execute("SELECT max(period_from) FROM claim_line").fetchone()
    if row is None or row[0] is None:
        return None
    until = add_months(first_of_month(row[0]), 1 - SETTLED)
    return add_months(until, -MONTHS), until


def _volumes(home: Home, snapshot: int, since: date, until: date | None, statuses: tuple[str, str]) -> list[Volume]:
    with open_as_of(home, EVER, snapshot) as as_of:
        return [Volume(*row) for row in as_of.connection.execute(_VOLUMES, [since, until, *statuses]).fetchall()]


def effect_of(
    home: Home, *, tariffs: Sequence[Row], moved: Sequence[Row], contracts: Sequence[Row], step: Step, day: date, scope: Scope
) -> RoundEffect | None:
    """Return what a round from a day on adds on the volumes of twelve settled months; None without claims.

    When the day has passed, also what follows for claims from that day on that were approved already.
    """
    snapshot = latest_snapshot(home)
    window = settled_window(home, snapshot) if snapshot else None
    if window is None:
        return None
    numbers: dict[str, set[str]] = defaultdict(set)
    for row in contracts:
        numbers[str(row["provider_code"])].add(str(row["contract_number"]))
    own = {provider: frozenset(those) for provider, those in numbers.items()}
    year = effects(_volumes(home, snapshot, *window, ("approved", "open")), tariffs, moved, step, own)
    back = effects(_volumes(home, snapshot, day, None, ("approved", "approved")), tariffs, moved, step, own)
    return RoundEffect(
        *window,
        _sum(year, scope, by_provider=False),
        _by(year, "municipality", scope),
        _by(year, "provider", scope),
        _sum(back, scope, by_provider=False) if back else None,
        _by(back, "provider", scope),
    )


def _by(found: Sequence[Effect], name: str, scope: Scope) -> dict[str, Value]:
    groups: dict[str, list[Effect]] = defaultdict(list)
    for one in found:
        groups[getattr(one.volume, name)].append(one)
    return {code: _sum(those, scope, by_provider=name == "provider") for code, those in sorted(groups.items())}


def _sum(found: Sequence[Effect], scope: Scope, *, by_provider: bool) -> Value:
    """Return a sum as the reader may see it; distinct young people are at least as many as those of the largest part."""
    total = sum(one.cents for one in found)
    parts: dict[str, int] = defaultdict(int)
    for one in found:
        parts[one.volume.provider] += abs(one.cents)
    whole = sum(parts.values()) or 1
    largest = [*sorted(parts.values(), reverse=True), 0, 0]
    cell = MeasuredCell(
        date.min,
        (),
        "",
        Unit.CENTS,
        total,
        youths=max((one.volume.youths for one in found), default=1),
        largest_contribution=largest[0] / whole,
        second_contribution=largest[1] / whole,
    )
    return through_gate(cell, detail=scope.detail, by_provider=by_provider).value
