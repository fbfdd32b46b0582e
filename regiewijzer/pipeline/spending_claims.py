"""The claims behind the spending room: every euro used, by month and by claim, for those whose own rows they are."""

from dataclasses import dataclass
from datetime import date

from regiewijzer.definitions.indicators_types import Unit
from regiewijzer.disclosure.gate import MeasuredCell, through_gate
from regiewijzer.figures.scope import OutsideScope, Scope
from regiewijzer.figures.values import Value
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.forecast_successors import successors_of

MOST = 500  # claims on a page

# $1 year, $2 provider, $3 municipality (with those that merged into it), null: all.
_CLAIMS = """
SELECT
    claim_number, municipality_code, claim_month, count(*)::BIGINT AS lines, count(DISTINCT youth_id)::BIGINT AS youths,
    coalesce(sum(amount_cents) FILTER (line_status = 'approved'), 0)::BIGINT AS approved,
    coalesce(sum(amount_cents) FILTER (line_status = 'open'), 0)::BIGINT AS open,
    coalesce(sum(amount_cents) FILTER (line_status = 'rejected'), 0)::BIGINT AS rejected
FROM claim_line
WHERE year(period_from) = $1 AND provider_code = $2 AND ($3 IS NULL OR list_contains($3, municipality_code))
    AND line_status <> 'void'
GROUP BY ALL
ORDER BY claim_month DESC, municipality_code, claim_number
"""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim (declaratie) as far as it is about the year: number, payer, month, lines, and cents by what became of them."""

    number: str
    municipality: str
    month: date
    lines: Value
    approved: Value
    open: Value
    rejected: Value


def claims_of(home: Home, run: Run, provider: str, place: str | None, scope: Scope) -> list[ClaimRow]:
    """Return the claims behind a scope, newest first, as known at the moment of the forecast; OutsideScope for another's rows."""
    if not scope.allows(municipality=place, provider=provider):
        raise OutsideScope("the claims of another organisation were asked")
    with open_as_of(home, run.about.known_at, run.about.snapshot) as as_of:
        merged = [code for code, to in successors_of(as_of).items() if to == place]
        places = None if place is None else [place, *merged]
        found = as_of.connection.execute(_CLAIMS, [run.about.vintage.year, provider, places]).fetchmany(MOST)
    return [_row(*one, scope=scope) for one in found]


def _row(
    number: str, place: str, month: date, lines: int, youths: int, approved: int, open_: int, rejected: int, *, scope: Scope
) -> ClaimRow:
    amounts = (_amount(cents, youths, scope) for cents in (approved, open_, rejected))
    counted = MeasuredCell(date.min, (), "", Unit.NUMBER, lines, youths=youths)
    return ClaimRow(number, place, month, through_gate(counted, detail=scope.detail, by_provider=True).value, *amounts)


def _amount(cents: int, youths: int, scope: Scope) -> Value:
    cell = MeasuredCell(date.min, (), "", Unit.CENTS, cents, youths=max(1, youths))
    return through_gate(cell, detail=scope.detail, by_provider=True).value
