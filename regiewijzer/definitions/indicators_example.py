"""Reads `example.yaml`: tables written as text, so that a policy adviser can read and correct them."""

from collections.abc import Mapping

from regiewijzer.definitions.indicators_fields import Fields, IndicatorDefinitionError
from regiewijzer.definitions.indicators_types import Example, ExpectedCells
from regiewijzer.definitions.queries_views import VIEWS

DIMENSIONS = ("municipality", "provider", "product_category", "care_form")
_EXPECTED = ("period", "series", *DIMENSIONS, "value", "base")

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


def _expected(raw: object, file: str, number: int) -> ExpectedCells:
    place = f"expected[{number}]."
    if not isinstance(raw, dict):
        raise IndicatorDefinitionError(f"{file}: {place}: expected a mapping with `by` and `cells`")
    fields = Fields(file, raw, place)
    fields.only(("by", "cells"))
    by = tuple(str(one) for one in fields.sequence("by"))
    if not set(by) <= set(DIMENSIONS):
        raise fields.wrong("by", f"some of {', '.join(DIMENSIONS)}")
    rows = parse_rows(fields.string("cells"), f"{file}: {place}cells")
    unknown = {column for row in rows for column in row} - set(_EXPECTED)
    if unknown:
        raise fields.wrong("cells", f"columns out of {', '.join(_EXPECTED)}")
    return ExpectedCells(by, rows)


def read_example(fields: Fields) -> Example:
    """Return the example; IndicatorDefinitionError names the place of what is wrong."""
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
        expected=tuple(_expected(one, fields.file, number) for number, one in enumerate(expected)),
    )
