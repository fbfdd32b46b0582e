"""Counts the rows of one table of events that meet conditions: messages, rows, people, and what is doubtful about them.

Many figures stand on the same few tables, so what was counted is kept.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import duckdb

from regiewijzer.definitions.queries_views import VIEWS
from regiewijzer.figures.scope import Scope, Where, is_region_level
from regiewijzer.indicators.dimensions import COLUMNS
from regiewijzer.ledger.as_of import AsOf
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.figures_kept import Kept
from regiewijzer.pipeline.figures_people import people_in
from regiewijzer.pipeline.figures_risk import RISKY, messages_at_risk
from regiewijzer.pipeline.figures_state import state_of


class KindRows(NamedTuple):
    """What a table holds of one type of message; `people` beside the largest organisation where the rows are of the region."""

    kind: str
    messages: int
    people: int
    rows: int
    reconstructed: int
    at_risk: int


_KEPT: Kept[tuple[KindRows, ...]] = Kept(most=1024)


def _conditions(table: str, where: Where, scope: Scope) -> tuple[str, list[Sequence[str]]]:
    """Return the rows of the table a reader may see and asked for; a dimension the table lacks does not narrow it."""
    limits = [("municipality", scope.municipalities), ("provider", scope.providers), *where]
    there = [(COLUMNS[name], codes) for name, codes in limits if codes is not None and COLUMNS.get(name) in VIEWS[table]]
    text = "".join(f" AND {column} IN (SELECT unnest(?::VARCHAR[]))" for column, _ in there)
    return text, [sorted(codes) for _, codes in there]


def _keep_risky(connection: duckdb.DuckDBPyConnection, across_messages: Collection[str]) -> None:
    """Put the messages with an open finding in a table of this connection: their own, and those across messages."""
    connection.execute("CREATE OR REPLACE TEMP TABLE risky_message (message_id VARCHAR)")
    connection.execute(
        "INSERT INTO risky_message SELECT DISTINCT message_id FROM finding WHERE message_id IS NOT NULL AND severity IN (?, ?)",
        [str(severity) for severity in RISKY],
    )
    # As one text: of a list the driver looks at every value by itself, which took half the time of a page of figures.
    sql = "INSERT INTO risky_message SELECT id FROM (SELECT unnest(string_split(?, ' ')) AS id) WHERE id <> ''"
    connection.execute(sql, [" ".join(sorted(across_messages))])


def _sql(table: str, conditions: str) -> str:
    return f"""
        WITH behind AS (
            SELECT message_id, count(*) AS row_count, count(*) FILTER (WHERE known_basis <> 'received') AS reconstructed
            FROM {table} WHERE TRUE{conditions} GROUP BY message_id
        )
        SELECT
            message.message_type,
            count(*),
            sum(behind.row_count)::BIGINT,
            sum(behind.reconstructed)::BIGINT,
            coalesce(sum(behind.row_count) FILTER (WHERE behind.message_id IN (SELECT message_id FROM risky_message)), 0)::BIGINT
        FROM behind INNER JOIN message ON behind.message_id = message.message_id
        GROUP BY message.message_type
    """  # noqa: S608  names come from the vocabulary, codes are bound


class TableRows:
    """Counts rows at one moment; what was counted in this process before is not counted again."""

    def __init__(self, home: Home, as_of: AsOf) -> None:
        """Count on this connection, with the findings of the rules across messages as far as those were run."""
        self._home, self._as_of = home, as_of
        self._state = (home.path, as_of.snapshot, as_of.moment, state_of(home, as_of.snapshot))
        self._risky_kept = False

    def of(self, table: str, where: Where, scope: Scope) -> tuple[KindRows, ...]:
        """Return what the table holds within filter and scope, by type of message."""
        of_region = scope.is_everything and is_region_level((), where)
        conditions, parameters = _conditions(table, where, scope)
        key = (self._state, table, conditions, tuple(map(tuple, parameters)), of_region)
        return _KEPT.get_or_make(key, lambda: self._counted(table, conditions, parameters, of_region=of_region))

    def _counted(self, table: str, conditions: str, parameters: list[Sequence[str]], *, of_region: bool) -> tuple[KindRows, ...]:
        if not self._risky_kept:
            _keep_risky(self._as_of.connection, messages_at_risk(self._home, self._as_of.snapshot) or ())
            self._risky_kept = True
        people = people_in(self._as_of.connection, table, conditions, parameters, of_region=of_region)
        found = self._as_of.connection.execute(_sql(table, conditions), parameters).fetchall()
        return tuple(KindRows(kind, messages, people.get(kind, 0), *rest) for kind, messages, *rest in found)
