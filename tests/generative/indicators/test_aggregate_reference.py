"""The engine against ten lines of plain Python that anyone believes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import FACT_COLUMNS, OPTIONAL_FACT_COLUMNS, Aggregation, Series, Text, Unit
from regiewijzer.definitions.queries import parse_query
from regiewijzer.figures.scope import Scope
from regiewijzer.indicators.aggregate import Breakdown, measure, measure_facts
from regiewijzer.indicators.facts import keep_facts
from tests.support.indicator_world import open_world

MONTHS = [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)]
UNITS = {
    Aggregation.COUNT_DISTINCT: Unit.YOUTHS,
    Aggregation.SHARE: Unit.SHARE,
    Aggregation.SUM: Unit.CENTS,
    Aggregation.MEDIAN_P90: Unit.DAYS,
    Aggregation.RATIO: Unit.NUMBER,
    Aggregation.MEAN: Unit.SCORE,
    Aggregation.RATE: Unit.PER_1000,
    Aggregation.COUNT: Unit.NUMBER,
}
PLACES = {"municipality": 2, "provider": 3, "product_category": 4, "care_form": 5}

codes = st.sampled_from(["a", "b", None])
facts = st.lists(
    st.tuples(
        st.sampled_from(MONTHS),
        st.just("s"),
        codes,
        codes,
        codes,
        codes,
        st.sampled_from(["anna", "bram", "chris", "dora"]),
        st.sampled_from(["u", "v"]),
        st.integers(0, 1),
        st.integers(1, 9),
    ),
    max_size=25,
)


def indicator_of(aggregation: Aggregation):
    text = Text("x", "x")
    sql = """
        SELECT dated_on AS period, change_reason AS series, municipality_code, provider_code, product_category,
            frequency AS care_form, youth_id, reference AS unit_id, volume AS value, budget_cents AS weight
        FROM assignment
    """
    query = parse_query(sql, file="query.sql", output=FACT_COLUMNS, optional=OPTIONAL_FACT_COLUMNS)
    series = Series("s", text, aggregation, UNITS[aggregation], text, per=1000 if aggregation is Aggregation.RATE else 1)
    return replace(load_indicators()["flow"], series=(series,), query=query)


def connection_of(rows: Sequence[tuple]):
    names = ("dated_on", "change_reason", "municipality_code", "provider_code", "product_category", "frequency")
    columns = (*names, "youth_id", "reference", "volume", "budget_cents")
    given_rows = [dict(zip(columns, row, strict=True)) for row in rows]
    return open_world(
        {"assignment": given_rows}, MONTHS[0], MONTHS[-1], views=("assignment", "calendar_month", "municipality_term")
    )


def quantile(values: Sequence[int], part: float) -> float:
    ordered = sorted(values)
    place = part * (len(ordered) - 1)
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def plain_number(aggregation: Aggregation, rows: Sequence[tuple]) -> list[float]:
    values = [row[8] for row in rows]
    match aggregation:
        case Aggregation.COUNT_DISTINCT:
            return [len({row[6] for row in rows})]
        case Aggregation.SHARE:
            return [sum(values) / len(values)]
        case Aggregation.SUM:
            return [sum(values)]
        case Aggregation.MEDIAN_P90:
            return [quantile(values, 0.5), quantile(values, 0.9)]
        case Aggregation.RATIO:
            return [sum(values) / sum(row[9] for row in rows)]
        case Aggregation.MEAN:
            return [sum(values) / len(values)]
        case Aggregation.RATE:
            return [len({row[6] for row in rows}) / sum(row[9] for row in rows) * 1000]
        case Aggregation.COUNT:
            return [len({row[7] for row in rows})]


def plain(aggregation: Aggregation, rows: Sequence[tuple], breakdown: Breakdown):
    groups = defaultdict(list)
    for row in rows:
        code = {name: row[place] or "unknown" for name, place in PLACES.items()}
        in_scope = breakdown.scope.allows(municipality=code["municipality"], provider=code["provider"])
        if in_scope and all(code[name] in wanted for name, wanted in breakdown.where):
            groups[row[0], tuple(code[name] for name in breakdown.by)].append(row)
    return {
        (*key, place): (pytest.approx(number), len({row[6] for row in members}))
        for key, members in groups.items()
        for place, number in enumerate(plain_number(aggregation, members))
    }


breakdowns = st.builds(
    Breakdown,
    first_month=st.just(MONTHS[0]),
    last_month=st.just(MONTHS[-1]),
    by=st.lists(st.sampled_from(sorted(PLACES)), unique=True, max_size=3).map(tuple),
    where=st.sampled_from([(), (("provider", ("a",)),), (("care_form", ("b", "unknown")), ("provider", ("a", "b")))]),
    scope=st.sampled_from([Scope(), Scope(municipalities=frozenset({"a"})), Scope(providers=frozenset({"b"}))]),
)


places = st.sampled_from(["a", "b", None])
many = st.sampled_from([3, 9, 10, 11, 200]).flatmap(
    lambda youths: st.lists(st.tuples(st.integers(1, youths), places), min_size=5, max_size=160)
)


@settings(max_examples=40, deadline=None)
@given(pairs=many, by=st.sampled_from([(), ("municipality",)]))
def test_fewer_than_ten_youths_are_always_told_from_ten(pairs, by):
    """Whatever is not counted in youths has them exactly below ten, and at least ten when there are ten."""
    rows = [(MONTHS[0], "s", place, "p", "c", "f", f"y{youth}", "u", 1, 1) for youth, place in pairs]
    with connection_of(rows) as connection:
        breakdown = Breakdown(MONTHS[0], MONTHS[0], by)
        cells = measure(connection, indicator_of(Aggregation.SUM), breakdown, date(2024, 6, 1))

    for cell in cells:
        youths = {youth for youth, place in pairs if not by or (place or "unknown") == cell.dimensions[0]}
        assert (cell.youths >= 10) == (len(youths) >= 10)
        assert (cell.youths == 0) == (not youths)


@pytest.mark.parametrize("aggregation", list(Aggregation))
@settings(max_examples=25, deadline=None)
@given(rows=facts, breakdown=breakdowns)
def test_engine_equals_plain_python(aggregation, rows, breakdown):
    indicator = indicator_of(aggregation)
    with connection_of(rows) as connection:
        cells = measure(connection, indicator, breakdown, date(2024, 6, 1))

    outcomes = [outcome.code for outcome in indicator.outcomes]
    found = {
        (cell.period, cell.dimensions, outcomes.index(cell.series)): (cell.number, cell.youths) for cell in cells if cell.youths
    }
    assert found == plain(aggregation, rows, breakdown)


@settings(max_examples=25, deadline=None)
@given(rows=facts, several=st.lists(breakdowns, min_size=2, max_size=4))
def test_breakdowns_in_one_scan_equal_each_alone(rows, several):
    indicator, horizon = indicator_of(Aggregation.SUM), date(2024, 6, 1)
    with connection_of(rows) as connection:
        alone = tuple(measure(connection, indicator, one, horizon) for one in several)
        keep_facts(connection, indicator, {name for one in several for name in one.names})
        together = measure_facts(connection, indicator, several, MONTHS, horizon)

    assert together == alone


@settings(max_examples=25, deadline=None)
@given(rows=facts, breakdown=breakdowns)
def test_every_month_has_a_cell_for_every_combination(rows, breakdown):
    with connection_of(rows) as connection:
        cells = measure(connection, indicator_of(Aggregation.COUNT_DISTINCT), breakdown, date(2024, 6, 1))

    combinations = {cell.dimensions for cell in cells}
    assert len(cells) == len(MONTHS) * len(combinations)
    assert all(cell.number == 0 for cell in cells if not cell.youths)
