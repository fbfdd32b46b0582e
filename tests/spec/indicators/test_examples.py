"""Every example of an indicator is a test: the small world goes in, the cells it names come out."""

import pytest

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.disclosure.gate import MeasuredCell
from regiewijzer.figures.values import ValueState
from regiewijzer.indicators.aggregate import Breakdown, measure
from tests.support.indicator_world import open_world

INDICATORS = load_indicators()
CASES = [
    pytest.param(indicator, expected, id=f"{indicator.id} by {'+'.join(expected.by) or 'total'}")
    for indicator in INDICATORS.values()
    for expected in indicator.example.expected
]
WORDS = {ValueState.UNKNOWN: "unknown", ValueState.NOT_APPLICABLE: "none"}


def written(number: float | int | None, state: ValueState) -> str:
    return WORDS.get(state) or f"{number:.4f}".rstrip("0").rstrip(".")


def as_row(cell: MeasuredCell, columns: tuple[str, ...], by: tuple[str, ...]) -> tuple[str | None, ...]:
    base = str(cell.base) if cell.number is not None else None
    texts = {
        "period": cell.period.isoformat(),
        "series": cell.series,
        "value": written(cell.number, cell.state),
        "base": base,
        **dict(zip(by, cell.dimensions, strict=True)),
    }
    return tuple(texts[column] for column in columns)


def test_there_are_six_indicators():
    assert list(INDICATORS) == [
        "claimed-care",
        "claimed-care-by-known-date",
        "dropout",
        "flow",
        "waiting",
        "young-people-in-care",
    ]


@pytest.mark.parametrize(("indicator", "expected"), CASES)
def test_example_gives_exactly_the_cells_it_names(indicator, expected):
    example = indicator.example
    columns = tuple(expected.rows[0])
    with open_world(example.given, example.first_month, example.moment) as connection:
        cells = measure(connection, indicator, Breakdown(example.first_month, example.last_month, expected.by), example.moment)

    found = sorted(as_row(cell, columns, expected.by) for cell in cells)

    assert found == sorted(tuple(row[column] for column in columns) for row in expected.rows)
