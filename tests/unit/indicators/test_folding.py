"""A rare code of an open dimension is never named: what it may tell of a person is taken together with the other rare ones."""

from dataclasses import replace
from datetime import date

import pytest

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import FACT_COLUMNS, OwnDimension, Text
from regiewijzer.definitions.queries import parse_query
from regiewijzer.figures.scope import Detail, Scope
from regiewijzer.indicators.aggregate import Breakdown, UnknownDimension, measure
from tests.support.indicator_world import open_world

JANUARY, MARCH = date(2024, 1, 1), date(2024, 3, 1)
WORD = Text("x", "x")
QUERY = """
    SELECT
        date_trunc('month', started_on)::DATE AS period, 'entered' AS series, municipality_code, provider_code,
        product_category, care_form, youth_id, trajectory_id AS unit_id, 1 AS value, end_reason AS path
    FROM trajectory
"""


def indicator(most: int = 5, codes: tuple[tuple[str, Text], ...] = ()):
    flow = load_indicators()["flow"]
    own = OwnDimension("path", WORD, WORD, codes=codes, most=most)
    series = (replace(flow.series[0], code="entered", decidable_after_days=0),)
    query = parse_query(QUERY, file="query.sql", output=FACT_COLUMNS, optional=("path",))
    return replace(flow, query=query, series=series, own=(own,), dimensions=(*flow.dimensions, "path"))


def youths(path: str | None, count: int, *, month: str = "2024-01", municipality: str = "0901", name: str = "") -> list[dict]:
    return [
        {
            "trajectory_id": f"{name}{path}{month}{municipality}{number}",
            "youth_id": f"{name}{path}{month}{municipality}{number}",
            "municipality_code": municipality,
            "started_on": f"{month}-10",
            "end_reason": path,
        }
        for number in range(count)
    ]


def cells(rows: list[dict], by: tuple[str, ...] = ("path",), *, until: date = MARCH, which=None, **asked) -> dict:
    """Return the number per members and month."""
    asked.setdefault("scope", Scope())
    with open_world({"trajectory": rows}, JANUARY, date(2024, 3, 31)) as connection:
        found = measure(connection, which or indicator(), Breakdown(JANUARY, until, by, **asked), date(2024, 3, 31))
    return {(cell.dimensions, cell.period.month): cell.number for cell in found if cell.number}


@pytest.mark.parametrize(("count", "named"), [(9, False), (10, True), (11, True)])
def test_code_is_named_from_ten_youths(count, named):
    found = cells(youths("02>14", count) + youths("02", 20))

    assert found[("02>14",) if named else ("other",), 1] == count
    assert len(found) == 2


def test_ten_youths_spread_over_months_are_not_ten_in_one():
    found = cells(youths("02>14", 6) + youths("02>14", 6, month="2024-02"))

    assert found == {(("other",), 1): 6, (("other",), 2): 6}


def test_rare_codes_together_count_each_youth_once():
    twice = youths("a", 4, name="x") + [{**row, "end_reason": "b"} for row in youths("a", 4, name="x")]

    assert cells([*twice, *youths("c", 8)]) == {(("other",), 1): 12}


def test_what_is_named_is_decided_per_question():
    """Common in the region, rare in one municipality: there it is not named, however it is asked."""
    rows = youths("02>14", 30) + youths("02>14", 3, municipality="0902") + youths("02", 20, municipality="0902")

    where = cells(rows, where=(("municipality", ("0902",)),))
    scoped = cells(rows, scope=Scope(municipalities=frozenset({"0902"})))
    broken_down = cells(rows, by=("municipality", "path"))

    assert where == scoped == {(("02",), 1): 20, (("other",), 1): 3}
    assert {members for members, _month in broken_down} == {("0901", "02>14"), ("0902", "02"), ("0902", "other")}


def test_most_codes_are_named_by_what_is_published_of_them():
    """Twelve and eleven youths are both published as ten: the order of their codes decides, not that one youth."""
    rows = youths("b", 12) + youths("a", 11) + youths("c", 20)

    found = cells(rows, which=indicator(most=2))

    assert found == {(("c",), 1): 20, (("a",), 1): 11, (("other",), 1): 12}


def test_codes_of_the_definition_and_the_unknown_always_stand():
    found = cells(youths("none", 2) + youths(None, 3) + youths("z", 4), which=indicator(codes=(("none", WORD),)))

    assert found == {(("none",), 1): 2, (("unknown",), 1): 3, (("other",), 1): 4}


def test_period_of_which_nothing_can_be_said_names_nothing():
    later = replace(indicator().series[0], decidable_after_days=20)
    rows = youths("02>14", 30, month="2024-03") + youths("02>14", 5) + youths("02", 20)

    found = cells(rows, which=replace(indicator(), series=(later,)))

    assert found == {(("02",), 1): 20, (("other",), 1): 5}


def test_exact_numbers_name_every_code():
    found = cells(youths("02>14", 1) + youths("02", 2), scope=Scope(detail=Detail.EXACT))

    assert found == {(("02",), 1): 2, (("02>14",), 1): 1}


def test_open_dimension_is_not_filtered_on():
    """The answer for a code that is not named would tell that it exists."""
    with pytest.raises(UnknownDimension, match="cannot be filtered on"):
        cells(youths("02>14", 30), where=(("path", ("02>14",)),))


def test_breakdowns_asked_together_are_what_they_are_alone():
    from regiewijzer.indicators.aggregate import measure_facts, months_known
    from regiewijzer.indicators.facts import keep_facts

    rows, which = youths("02>14", 12) + youths("02", 20, municipality="0902") + youths("a", 3), indicator()
    asked = [Breakdown(JANUARY, MARCH, by) for by in (("path",), ("municipality",), ("municipality", "path"), ())]
    with open_world({"trajectory": rows}, JANUARY, date(2024, 3, 31)) as connection:
        keep_facts(connection, which, which.dimensions)
        months = months_known(connection)
        together = measure_facts(connection, which, asked, months, date(2024, 3, 31))
        alone = tuple(measure_facts(connection, which, [one], months, date(2024, 3, 31))[0] for one in asked)

    assert together == alone
