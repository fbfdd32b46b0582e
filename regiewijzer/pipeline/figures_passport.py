"""The passport of a figure: definition, moment, lineage, completeness, and the rows behind it."""

from collections.abc import Mapping
from datetime import date

from regiewijzer import __version__
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.figure import Passport, Request
from regiewijzer.figures.scope import Scope, rows_in_scope
from regiewijzer.ledger.as_of import AsOf
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import read_region
from regiewijzer.pipeline.figures_completeness import completeness
from regiewijzer.pipeline.figures_facts import message_types
from regiewijzer.pipeline.figures_lineage import elements_of, event_tables, settings_of
from regiewijzer.pipeline.figures_risk import checks_were_run
from regiewijzer.pipeline.figures_rows import RowsBehind, together
from regiewijzer.pipeline.figures_table_rows import TableRows


class Passports:
    """Writes the passports of figures that share indicator, moment and scope; what they share is read once."""

    def __init__(self, home: Home, as_of: AsOf, indicator: Indicator, scope: Scope, horizon: date) -> None:
        self._home, self._as_of, self._indicator, self._scope = home, as_of, indicator, scope
        self._region = read_region(home.region)
        self._completeness = self._complete(horizon)
        self._rows_of = TableRows(home, as_of)

    def _complete(self, horizon: date) -> Mapping[str, float | int | str | None]:
        kinds = message_types(self._indicator.query)
        return completeness(self._as_of.connection, self._region, kinds=kinds, horizon=horizon, scope=self._scope)

    def _rows(self, request: Request) -> RowsBehind:
        """Return the rows behind; figures with the same filter have the same, however they are broken down."""
        scope = rows_in_scope(self._scope, request.by, request.where)
        counted = [self._rows_of.of(table, request.where, scope) for table in event_tables(self._indicator.query)]
        return together(counted, checked=checks_were_run(self._home, self._as_of.snapshot))

    def passport(self, request: Request) -> Passport:
        """Return the passport of a request that names its months; what the protection did is still to be filled in."""
        behind, detail = self._rows(request), self._scope.detail
        return Passport(
            definition_version=self._indicator.definition_version,
            sql=self._indicator.query.sql,
            snapshot=self._as_of.snapshot,
            moment=self._as_of.moment,
            scope=self._scope,
            program_version=__version__,
            messages_counted=behind.messages_counted(detail),
            lineage=elements_of(self._indicator, [*request.by, *(name for name, _ in request.where)]),
            completeness=self._completeness,
            at_risk_share=behind.at_risk_share(detail),
            reconstructed_share=behind.reconstructed_share(detail),
            disclosure={},
            settings=settings_of(self._indicator.query, self._region),
        )
