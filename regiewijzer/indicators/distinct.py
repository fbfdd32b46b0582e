"""Counts distinct youths in the few cells where a cheap bound does not tell whether they are fewer than ten."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import duckdb

from regiewijzer.indicators.breakdown import Breakdown
from regiewijzer.indicators.chosen import Chosen
from regiewijzer.indicators.levels import Key

ENOUGH = 10  # youths; more than this matters to nobody but who counts them


_BETWEEN = "\x1f"  # between codes in one text: no code holds it


class Asked(NamedTuple):
    """Some cells of a breakdown as a SELECT of their keys, to join with; what is bound in it."""

    sql: str
    parameters: dict[str, str]


def asked_cells(breakdown: Breakdown, keys: Sequence[Key]) -> Asked:
    """Return these cells to be joined with the rows of the breakdown.

    Each column is bound as one text: the driver looks for pandas at every value of a list, 0.2 ms each where it is not there.
    """
    columns: dict[str, tuple[str, list[str]]] = {
        "period": ("DATE", [period.isoformat() for _, _, period in keys]),
        "series": ("VARCHAR", [series for series, _, _ in keys]),
        **{name: ("VARCHAR", [codes[place] for _, codes, _ in keys]) for place, name in enumerate(breakdown.by)},
    }
    parts = (f"unnest(string_split($only_{name}, '{_BETWEEN}'))::{kind} AS {name}" for name, (kind, _) in columns.items())
    return Asked(f"SELECT {', '.join(parts)}", {f"only_{name}": _BETWEEN.join(some) for name, (_, some) in columns.items()})


def counts_in(connection: duckdb.DuckDBPyConnection, alone: Chosen, asked: Asked, sql: str) -> Mapping[Key, int]:
    """Return what the statement counts per cell of one breakdown; its rows are: period, series, codes, count."""
    rows = connection.execute(sql, {**alone.parameters, **asked.parameters}).fetchall()
    return {(row[1], tuple(row[2:-1]), row[0]): row[-1] for row in rows}


def counted_youths(
    connection: duckdb.DuckDBPyConnection, chosen: Chosen, breakdown: Breakdown, keys: Sequence[Key]
) -> Mapping[Key, int]:
    """Return the number of distinct youths of these cells of the breakdown."""
    if not keys:
        return {}
    alone, asked = replace(chosen, breakdowns=[breakdown]), asked_cells(breakdown, keys)
    key = ", ".join(("period", "series", *breakdown.by))
    sql = f"""
        WITH chosen AS ({alone.sql("youth")}), asked AS ({asked.sql})
        SELECT {key}, count(DISTINCT youth) FROM chosen SEMI JOIN asked USING ({key}) GROUP BY {key}
    """  # noqa: S608  names come from the enumeration of dimensions, codes are bound as parameters
    return counts_in(connection, alone, asked, sql)
