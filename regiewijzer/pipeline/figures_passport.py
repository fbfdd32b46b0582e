"""The passport of a figure: definition, moment, lineage, completeness, and the rows behind it."""

from collections.abc import Sequence

from regiewijzer import __version__
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.disclosure.gate import gate_report
from regiewijzer.figures.figure import Cell, Passport, Request
from regiewijzer.figures.scope import Scope, rows_in_scope
from regiewijzer.ledger.as_of import AsOf
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import read_region
from regiewijzer.pipeline.figures_completeness import completeness
from regiewijzer.pipeline.figures_facts import horizon_of, message_types
from regiewijzer.pipeline.figures_lineage import elements_of, event_tables
from regiewijzer.pipeline.figures_risk import messages_at_risk
from regiewijzer.pipeline.figures_rows import RowsBehind, rows_behind


def _behind(home: Home, as_of: AsOf, indicator: Indicator, request: Request, scope: Scope) -> RowsBehind:
    rows = rows_in_scope(scope, request.by, request.where)
    risky = messages_at_risk(home, as_of.snapshot)
    tables = event_tables(indicator.query)
    return rows_behind(as_of.connection, tables, where=request.where, scope=rows, across_messages=risky)


def passport_of(home: Home, as_of: AsOf, indicator: Indicator, request: Request, scope: Scope, cells: Sequence[Cell]) -> Passport:
    """Return the passport of these cells. `request` names its months."""
    behind, kinds = _behind(home, as_of, indicator, request, scope), message_types(indicator.query)
    region, horizon = read_region(home.region), horizon_of(as_of, indicator.query)
    return Passport(
        definition_version=indicator.definition_version,
        sql=indicator.query.sql,
        snapshot=as_of.snapshot,
        moment=as_of.moment,
        scope=scope,
        program_version=__version__,
        messages_counted=behind.messages,
        lineage=elements_of(indicator, [*request.by, *(name for name, _ in request.where)]),
        completeness=completeness(as_of.connection, region, kinds=kinds, horizon=horizon, scope=scope),
        at_risk_share=behind.at_risk_share,
        reconstructed_share=behind.reconstructed_share,
        disclosure=gate_report(cells, scope.detail),
    )
