"""What a reader may see of the spending room: forecast, caps and rooms together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from regiewijzer.apps.accounts.service import scope_of
from regiewijzer.apps.contracts import queries
from regiewijzer.apps.contracts.policies import visible
from regiewijzer.apps.outlook.service import NoForecast, forecast_for
from regiewijzer.contracting.changes import Row
from regiewijzer.contracting.spending import Cap
from regiewijzer.figures.scope import Scope
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.spending import Key, NoSpending, Room, caps_of, rooms


@dataclass(frozen=True, slots=True)
class Seen:
    """The rooms that concern a reader, with the forecast they are of, the caps of that year, and names."""

    run: Run
    rooms: Sequence[Room]
    caps: Mapping[Key, Cap]
    cap_rows: Sequence[Row]
    names: Mapping[str, str]


def seen(home: Home, user: Any) -> Seen:
    """Return what a user may see; NoForecast when there is none for this reader that knows of spending."""
    scope = scope_of(user)
    try:
        return seen_in(home, forecast_for(home, scope), scope)
    except NoSpending as error:
        raise NoForecast(str(error)) from error


def seen_in(home: Home, run: Run, scope: Scope) -> Seen:
    """Return the rooms of a forecast that concern a scope."""
    register, year = queries.all_registers(home)["spending_cap"], run.about.vintage.year
    of_year = [row for row in register if isinstance(row["year"], date) and row["year"].year == year]
    caps = caps_of(of_year, year)
    found = rooms(home, run, caps, scope) if scope.has_own_rows else []
    return Seen(run, found, caps, visible("spending_cap", of_year, scope), queries.names(home))
