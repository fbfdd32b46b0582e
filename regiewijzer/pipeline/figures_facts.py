"""From a request to measured cells: on the facts that were kept for the newest moment, or worked out for any other."""

from collections.abc import Sequence
from datetime import date

from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.definitions.queries import Query
from regiewijzer.definitions.tables import BY_NAME, EXTRACT_NAMES
from regiewijzer.disclosure.gate import MeasuredCell
from regiewijzer.indicators.aggregate import Breakdown, months_known
from regiewijzer.indicators.facts import Measurable, keep_facts
from regiewijzer.indicators.folding import check
from regiewijzer.indicators.membership import unknown_outside
from regiewijzer.ledger.as_of import AsOf, is_newest, standing_at_last_known
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.figures_groups import measured_with_groups
from regiewijzer.pipeline.figures_lineage import event_tables
from regiewijzer.pipeline.figures_mart import open_mart


def message_types(query: Query) -> frozenset[str]:
    """Return the kinds of message and extract that the query takes its values from."""
    return frozenset(kind for table in event_tables(query) for kind in BY_NAME[table].messages)


def horizon_of(as_of: AsOf, query: Query) -> date:
    """Return the last day of which anything is known that the query reads, at most the day of the moment.

    Messages decide over a query that reads any: an extract that comes in later tells nothing of care. A query of extracts
    alone reaches as far as those do. When nothing of the kind is known, the day of the moment.
    """
    moment, tables = as_of.moment.date(), event_tables(query)
    reads_messages = not tables or any(table not in EXTRACT_NAMES for table in tables)
    extracts = {kind for name in EXTRACT_NAMES for kind in BY_NAME[name].messages}
    kinds, is_kind = (extracts, "NOT IN") if reads_messages else (message_types(query), "IN")
    sql = f"SELECT max(known_at)::DATE FROM message WHERE message_type {is_kind} (SELECT unnest(?::VARCHAR[]))"  # noqa: S608
    row = as_of.connection.execute(sql, [sorted(kinds)]).fetchone()
    return min(moment, row[0]) if row and row[0] else moment


Measured = tuple[tuple[MeasuredCell, ...], ...]


def measured_on_demand(as_of: AsOf, definition: Measurable, breakdowns: Sequence[Breakdown], horizon: date) -> Measured:
    """Return the cells of each breakdown before the gate, facts worked out from the ledger as it stood at the moment."""
    for breakdown in breakdowns:
        check(definition, breakdown)
    with standing_at_last_known(as_of):
        keep_facts(as_of.connection, definition, frozenset().union(*(one.names for one in breakdowns)))
    found = measured_with_groups(as_of.connection, definition, breakdowns, months_known(as_of.connection), horizon)
    return unknown_outside(as_of.connection, breakdowns, found)


def measured(home: Home, as_of: AsOf, indicator: Indicator, breakdowns: Sequence[Breakdown], horizon: date) -> Measured:
    """Return the cells of each breakdown before the gate; on the kept facts when the moment is the newest or later.

    Both ways give the same: facts stand at the last moment at which anything became known.
    """
    if not is_newest(as_of):
        return measured_on_demand(as_of, indicator, breakdowns, horizon)
    months = months_known(as_of.connection)
    with open_mart(home, as_of.snapshot, indicator) as connection:
        found = measured_with_groups(connection, indicator, breakdowns, months, horizon)
    return unknown_outside(as_of.connection, breakdowns, found)
