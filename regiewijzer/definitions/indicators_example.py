"""Reads `example.yaml`: worked cases, tables written as text, so that a policy adviser can read and correct them."""

from collections.abc import Mapping

from regiewijzer.definitions.indicators_fields import Fields, IndicatorDefinitionError
from regiewijzer.definitions.indicators_types import Example, ExpectedCells
from regiewijzer.definitions.queries_views import VIEWS

FEWEST_CASES = 3

Rows = tuple[Mapping[str, str | None], ...]


def parse_rows(text: str, place: str) -> Rows:
    """Return the rows of a table written with `|` between columns; an empty cell is unknown (NULL)."""
    lines = [line for line in text.splitlines() if line.strip()]
    header = [name.strip() for name in lines[0].split("|")] if lines else []
    rows = []
    for line in lines[1:]:
        cells = [cell.strip() or None for cell in line.split("|")]
        if len(cells) != len(header):
            raise IndicatorDefinitionError(f"{place}: {len(header)} columns expected, found {len(cells)} in: {line.strip()}")
        rows.append(dict(zip(header, cells, strict=True)))
    return tuple(rows)


def _given(fields: Fields) -> dict[str, Rows]:
    worlds = {}
    for view in fields.values:
        place = f"{fields.file}: {fields.place}{view}"
        if view not in VIEWS:
            raise IndicatorDefinitionError(f"{place}: unknown view")
        worlds[view] = parse_rows(fields.string(view), place)
        unknown = {column for row in worlds[view] for column in row} - VIEWS[view].keys()
        if unknown:
            raise IndicatorDefinitionError(f"{place}: unknown columns {', '.join(sorted(unknown))}")
    return worlds


def _expected(fields: Fields, dimensions: tuple[str, ...]) -> ExpectedCells:
    fields.only(("by", "cells"))
    by = tuple(str(one) for one in fields.sequence("by"))
    if not set(by) <= set(dimensions):
        raise fields.wrong("by", f"some of {', '.join(dimensions)}")
    rows = parse_rows(fields.string("cells"), f"{fields.file}: {fields.place}cells")
    columns = ("period", "series", *by, "value", "base")
    if not rows or not set(rows[0]) <= set(columns):
        raise fields.wrong("cells", f"rows with columns out of {', '.join(columns)}")
    return ExpectedCells(by, rows)


def _read_case(fields: Fields, dimensions: tuple[str, ...]) -> Example:
    fields.only(("story", "moment", "first_month", "last_month", "given", "expected"))
    expected = fields.sequence("expected")
    if not expected:
        raise fields.wrong("expected", "at least one breakdown")
    return Example(
        story=fields.text("story"),
        moment=fields.day("moment"),
        first_month=fields.day("first_month"),
        last_month=fields.day("last_month"),
        given=_given(fields.mapping("given")),
        expected=tuple(_expected(one, dimensions) for one in fields.each("expected")),
    )


def read_cases(fields: Fields, dimensions: tuple[str, ...]) -> tuple[Example, ...]:
    """Return the cases, at least three; IndicatorDefinitionError names the place of what is wrong.

    `dimensions` are those of the indicator: a case may break down by no other.
    """
    fields.only(("cases",))
    cases = fields.each("cases")
    if len(cases) < FEWEST_CASES:
        raise fields.wrong("cases", f"at least {FEWEST_CASES} worked cases")
    return tuple(_read_case(one, dimensions) for one in cases)
