from datetime import date

import pytest

from regiewijzer.definitions.indicators_types import Aggregation, Unit
from regiewijzer.disclosure.gate import MeasuredCell, gate_report, through_gate
from regiewijzer.figures.scope import Detail
from regiewijzer.figures.values import HIDDEN, NOT_APPLICABLE, UNKNOWN, ValueState, shown

MONTH = date(2024, 1, 1)


def counted(youths: int) -> MeasuredCell:
    return MeasuredCell(MONTH, (), "in_care", Unit.YOUTHS, youths, youths=youths, base=youths)


def claimed(youths: int, *, largest: float) -> MeasuredCell:
    return MeasuredCell(MONTH, (), "open", Unit.CENTS, 5_000_000, youths=youths, base=99, largest_contribution=largest)


def gated(cell: MeasuredCell, *, by_provider: bool = False):
    return through_gate(cell, detail=Detail.GATED, by_provider=by_provider)


def test_small_count_is_hidden_with_its_base():
    assert (gated(counted(9)).value, gated(counted(9)).base) == (HIDDEN, HIDDEN)


def test_larger_count_is_rounded_with_its_base():
    assert (gated(counted(23)).value, gated(counted(23)).base) == (shown(25), shown(25))


def test_zero_is_a_value():
    assert gated(counted(0)).value == shown(0)


def test_exact_detail_shows_what_was_measured():
    cell = through_gate(counted(3), detail=Detail.EXACT, by_provider=False)

    assert (cell.value, cell.base) == (shown(3), shown(3))


@pytest.mark.parametrize(("state", "value"), [(ValueState.UNKNOWN, UNKNOWN), (ValueState.NOT_APPLICABLE, NOT_APPLICABLE)])
def test_what_was_not_measured_keeps_its_state(state, value):
    cell = gated(MeasuredCell(MONTH, ("0901",), "outflow", Unit.YOUTHS, None, state=state))

    assert (cell.value, cell.base, cell.dimensions) == (value, None, ("0901",))


def test_amount_of_one_provider_is_hidden_unless_asked_by_provider():
    assert gated(claimed(50, largest=1.0)).value == HIDDEN
    assert gated(claimed(50, largest=1.0), by_provider=True).value == shown(5_000_000)


def test_report_counts_hidden_cells():
    cells = [gated(counted(3)), gated(counted(30))]

    assert gate_report(cells, Detail.GATED) == {
        "rule": "threshold and rounding",
        "threshold": 10,
        "rounding": 5,
        "rounding_cents": 100_000,
        "hidden": 1,
    }
    assert gate_report(cells, Detail.EXACT)["rule"] == "exact"


def quotient(unit: Unit, part: float, whole: float, people: int, **more: object) -> MeasuredCell:
    """Return a ratio that was counted beforehand; the number is multiplied by `per`."""
    per = more.get("per", 1)
    said = {"aggregation": Aggregation.RATIO, "people": people, "base": people, "part": part, "whole": whole} | more
    return MeasuredCell(MONTH, (), "x", unit, part / whole * per, **said)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (quotient(Unit.SHARE, 30, 40, 40), shown(30 / 40)),  # 30 of 40 were satisfied
        (quotient(Unit.SHARE, 31, 40, 40), HIDDEN),  # nine were not
        (quotient(Unit.SHARE, 8, 9, 9), HIDDEN),
        (quotient(Unit.SHARE, 103, 100, 103), shown(1.03)),  # more than everything: there is no rest
        (quotient(Unit.SHARE, 33.5, 67.25, 12), shown(0.5)),  # hours: no part of people
        (quotient(Unit.SHARE, 33.5, 67.25, 9), HIDDEN),
        (quotient(Unit.NUMBER, 34, 5.5, 34), shown(6.2)),  # caseload
        (quotient(Unit.NUMBER, 9, 5.5, 9), HIDDEN),
        (quotient(Unit.SCORE, 781, 100, 100), shown(7.81)),
        (quotient(Unit.HOURS, 781, 99, 99), shown(7.9)),
        (quotient(Unit.DAYS, 781, 99, 99), shown(8)),
        (quotient(Unit.PER_10000, 23, 20_000, 23, per=10_000), shown(12.5)),  # 25 per 20,000
        (quotient(Unit.PER_1000, 9, 20_000, 9, per=1_000), HIDDEN),
        # 1.234.567 euros become 1.235.000: the total does not follow from the amount per 10.000 young people
        (quotient(Unit.CENTS, 123_456_700, 20_000, 400, per=10_000), shown(61_750_000)),
        (quotient(Unit.CENTS, 123_456_700, 20_000, 9, per=10_000), HIDDEN),
        (quotient(Unit.CENTS, 123_456_700, 20_000, 400, per=10_000, largest_contribution=0.95), HIDDEN),
    ],
)
def test_quotient_of_people_is_protected_by_who_is_behind_it(cell, value):
    assert gated(cell).value == value


@pytest.mark.parametrize("unit", [Unit.YOUTHS, Unit.PEOPLE])
def test_people_counted_beforehand_are_protected_as_young_people_are(unit):
    few, more = (MeasuredCell(MONTH, (), "x", unit, count, people=count, aggregation=Aggregation.SUM) for count in (9, 12))

    assert (gated(few).value, gated(more).value) == (HIDDEN, shown(10))


def test_count_of_trajectories_of_few_youths_is_hidden():
    trajectories = MeasuredCell(MONTH, (), "x", Unit.NUMBER, 40, youths=9, aggregation=Aggregation.COUNT)

    assert gated(trajectories).value == HIDDEN


@pytest.mark.parametrize(
    ("unit", "number"), [(Unit.ORGANISATIONS, 3), (Unit.SHARE, 1.0), (Unit.NUMBER, 2.123), (Unit.HOURS, 7.25), (Unit.PEOPLE, 4)]
)
def test_what_is_about_nobody_has_no_threshold(unit, number):
    cell = gated(MeasuredCell(MONTH, (), "x", unit, number, base=2, is_personal=False))

    assert (cell.value, cell.base) == (shown(number), shown(2))


def test_budget_keeps_dominance_and_rounding():
    budget = MeasuredCell(MONTH, (), "x", Unit.CENTS, 123_456_700, is_personal=False, largest_contribution=0.95)

    assert gated(budget).value == HIDDEN
    assert gated(budget, by_provider=True).value == shown(123_500_000)


def test_organisations_are_never_hidden_though_young_people_are_behind_them():
    assert gated(MeasuredCell(MONTH, (), "x", Unit.ORGANISATIONS, 2, youths=3, aggregation=Aggregation.COUNT)).value == shown(2)


@pytest.mark.parametrize(("people", "value"), [(12, shown(0.81)), (9, HIDDEN)])
def test_limit_of_chance_is_rounded_and_hidden_with_its_value(people, value):
    """What was expected follows from a limit, and in the whole region that is what was observed."""
    about = {"people": people, "aggregation": Aggregation.RATIO, "is_limit": True}
    cell = gated(MeasuredCell(MONTH, (), "x", Unit.NUMBER, 0.8136, base=None, **about))

    assert (cell.value, cell.base) == (value, None)
