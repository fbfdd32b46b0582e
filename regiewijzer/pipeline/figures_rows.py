"""The rows behind a figure: how many messages, how many received as stated, how many with an open finding."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

import duckdb

from regiewijzer.definitions.queries_views import VIEWS
from regiewijzer.definitions.tables import BY_NAME
from regiewijzer.disclosure.behind import protect_messages, protect_row_share
from regiewijzer.figures.finding import Severity
from regiewijzer.figures.scope import Detail, Scope, is_region_level
from regiewijzer.figures.values import HIDDEN, UNKNOWN, Value, shown
from regiewijzer.indicators.dimensions import COLUMNS
from regiewijzer.pipeline.figures_people import people_in

RISKY = (Severity.ERROR, Severity.WARNING)


def _gated(number: float | None) -> Value:
    return HIDDEN if number is None else shown(number)


@dataclass(frozen=True, slots=True)
class RowsBehind:
    """What was read, exactly: only what `detail` allows of it leaves. Shares are of rows, between 0 and 1."""

    messages: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # message type -> messages, and people in them
    rows: int = 0
    reconstructed: int = 0
    at_risk: int | None = 0

    def _share(self, part: int, detail: Detail) -> Value:
        if detail is Detail.EXACT:
            return shown(part / self.rows if self.rows else 0.0)
        people = max((people for _, people in self.messages.values()), default=0)
        return _gated(protect_row_share(part, self.rows, people))

    def messages_counted(self, detail: Detail) -> Mapping[str, Value]:
        """Return per message type the number of messages."""
        if detail is Detail.EXACT:
            return {kind: shown(count) for kind, (count, _) in self.messages.items()}
        return {kind: _gated(protect_messages(*counted)) for kind, counted in self.messages.items()}

    def reconstructed_share(self, detail: Detail) -> Value:
        """Share of rows whose moment of receipt was taken from what the sender says."""
        return self._share(self.reconstructed, detail)

    def at_risk_share(self, detail: Detail) -> Value:
        """Share of rows whose message has an open finding; unknown when nothing was read or the checks were not run."""
        return self._share(self.at_risk, detail) if self.rows and self.at_risk is not None else UNKNOWN


Where = tuple[tuple[str, tuple[str, ...]], ...]


def _conditions(table: str, where: Where, scope: Scope) -> tuple[str, list[object]]:
    """Return the rows of the table a reader may see and asked for; a dimension the table lacks does not narrow it."""
    limits = [("municipality", scope.municipalities), ("provider", scope.providers), *where]
    there = [(COLUMNS[name], codes) for name, codes in limits if codes is not None and COLUMNS.get(name) in VIEWS[table]]
    text = "".join(f" AND {column} IN (SELECT unnest(?::VARCHAR[]))" for column, _ in there)
    return text, [sorted(codes) for _, codes in there]


def _of_table(
    connection: duckdb.DuckDBPyConnection, table: str, where: Where, scope: Scope
) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield per message type: messages, rows, rows with a reconstructed moment, rows with an open finding."""
    conditions, parameters = _conditions(table, where, scope)
    sql = f"""
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
    yield from connection.execute(sql, parameters).fetchall()


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


def rows_behind(
    connection: duckdb.DuckDBPyConnection,
    tables: Collection[str],
    *,
    where: Where,
    scope: Scope,
    across_messages: Collection[str] | None,
) -> RowsBehind:
    """Return what the figure read in these event tables, within filter and scope. `connection` stands at a moment.

    `across_messages` are messages with an open finding of the rules across messages, None when those were not run.
    """
    assert all(table in BY_NAME for table in tables), tables
    _keep_risky(connection, across_messages or ())
    of_region = scope.is_everything and is_region_level((), where)
    messages: dict[str, tuple[int, int]] = {}
    counted = []
    for table in sorted(tables):
        people = people_in(connection, table, *_conditions(table, where, scope), of_region=of_region)
        for kind, count, *rows in _of_table(connection, table, where, scope):
            # A message counts once, though several tables hold something of it.
            messages[kind] = max(messages.get(kind, (0, 0)), (count, people.get(kind, 0)))
            counted.append(rows)
    return RowsBehind(
        messages=dict(sorted(messages.items())),
        rows=sum(rows for rows, _, _ in counted),
        reconstructed=sum(reconstructed for _, reconstructed, _ in counted),
        at_risk=None if across_messages is None else sum(at_risk for _, _, at_risk in counted),
    )
