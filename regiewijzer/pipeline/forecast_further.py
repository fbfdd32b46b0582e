"""The tables of a forecast beyond its lines: per form of care, and of more years."""

from collections.abc import Mapping

import pyarrow as pa

from regiewijzer.forecast.forms import all_cells, forms_replay
from regiewijzer.forecast.replay import Replay
from regiewijzer.forecast.snapshot import Cells, Snapshot
from regiewijzer.forecast.structural import laws
from regiewijzer.forecast.years import years_of
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_forms import care_by_form
from regiewijzer.pipeline.forecast_providers import silent_table
from regiewijzer.pipeline.forecast_published import as_published, published_rows
from regiewijzer.pipeline.forecast_sources import Sources, sources_of
from regiewijzer.pipeline.forecast_words import COST
from regiewijzer.pipeline.forecast_years import Base, ageing_table, judged_years, year_rows


def _base(replay: Replay, care: Mapping[str, Replay], newest: Snapshot, cells: Cells, found: Sources) -> Base:
    rows = published_rows(replay.vintages)
    shown = as_published(replay, rows)
    by_form = {COST: forms_replay(shown, cells, found.divisions.cost), **care_by_form(care, cells, found.divisions.care)}
    place = replay.universe.place(newest.cells)
    return Base(newest, place, rows[-1], {COST: shown, **care}, by_form)


def further_tables(
    home: Home, replay: Replay, care: Mapping[str, Replay], newest: Snapshot, number: int | None
) -> dict[str, pa.Table]:
    """Return the tables by name: years, ageing, year_budget, units, provider_people, silent.

    `number`: of the ledger.
    """
    cells = all_cells(replay.universe)
    found = sources_of(home, newest, cells, number)
    base = _base(replay, care, newest, cells, found)
    years, by_provider = year_rows(base, found.ageing, found.divisions, cells)
    return {
        "years": judged_years(years, by_provider, found.people, newest.vintage),
        "ageing": ageing_table(found.ageing, newest.cells.municipalities.tolist(), years_of(newest.vintage)),
        "year_budget": found.budgets,
        "units": found.units,
        "provider_people": found.provider_people,
        "silent": silent_table(newest, laws(newest)),
    }
