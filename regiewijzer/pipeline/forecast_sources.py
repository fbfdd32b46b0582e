"""What a forecast per form of care and of more years asks of the ledger beside the snapshot: read in one go, as known then."""

from dataclasses import dataclass

import pyarrow as pa

from regiewijzer.forecast.arrays import TextArray
from regiewijzer.forecast.prices import yearly_step
from regiewijzer.forecast.snapshot import Cells, Snapshot
from regiewijzer.forecast.years import AHEAD, YEAR
from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_ageing import LOOK_BACK, Ageing, read_ageing
from regiewijzer.pipeline.forecast_forms import Divisions, read_divisions
from regiewijzer.pipeline.forecast_people import FORM, read_people
from regiewijzer.pipeline.forecast_providers import read_provider_people
from regiewijzer.pipeline.forecast_snapshot import moment_of
from regiewijzer.pipeline.forecast_units import read_units
from regiewijzer.pipeline.forecast_year_budget import read_year_budgets
from regiewijzer.vocabulary.periods import month_start


@dataclass(frozen=True)
class Sources:
    """How cells divide over forms, who is behind forms and providers, the people of coming years, budgets, and capacity."""

    divisions: Divisions
    people: pa.Table
    ageing: Ageing
    budgets: pa.Table
    units: pa.Table
    provider_people: pa.Table


def _named(codes: TextArray) -> list[str]:
    return [str(one) for one in codes]


def sources_of(home: Home, snapshot: Snapshot, cells: Cells, number: int | None = None) -> Sources:
    """Return what the ledger knew at the end of the vintage of the snapshot; `cells` of all vintages, `number` of the ledger."""
    vintage, own = snapshot.vintage, snapshot.cells
    year, since = vintage // YEAR, month_start(vintage - LOOK_BACK + 1)
    with open_as_of(home, moment_of(vintage), number) as as_of:
        return Sources(
            read_divisions(as_of, cells, first=snapshot.first, vintage=vintage),
            read_people(as_of, snapshot.first, vintage, FORM),
            read_ageing(as_of, _named(own.municipalities), _named(own.products), year=year, count=AHEAD, since=since),
            read_year_budgets(as_of, year, year + AHEAD, yearly_step(snapshot)),
            read_units(as_of, vintage),
            read_provider_people(as_of, year),
        )
