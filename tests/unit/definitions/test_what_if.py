"""A scenario as it is written down: read, written back, and refused with the place and what is wrong there."""

import pytest

from regiewijzer.definitions.what_if import Fault, FaultyScenario, Kind, as_told, examples, from_example, read_scenario

VINTAGE = 12 * 2026 + 9  # October 2026
ONE = {"kind": "inflow", "low": -0.1, "likely": 0, "high": 0.2, "since": "2027-01"}


def told(**changes):
    return {"title": "Minder instroom", "reason": "", "assumptions": [{**ONE, **changes}]}


def test_what_was_read_is_written_back():
    read = read_scenario(told(product="45", until="2027-06", over=3, reason="zo is het"), VINTAGE)
    assert read.assumptions[0].since == 12 * 2027
    assert read_scenario(as_told(read), 0) == read


def test_a_month_may_count_from_the_forecast():
    assert read_scenario(told(since="+3"), VINTAGE).assumptions[0].since == 12 * 2027


@pytest.mark.parametrize(
    ("changes", "place", "fault"),
    [
        ({"kind": "weather"}, "kind", Fault.UNKNOWN),
        ({"weather": 1}, "weather", Fault.UNKNOWN),
        ({"low": "veel"}, "low", Fault.NO_NUMBER),
        ({"low": float("nan")}, "low", Fault.NO_NUMBER),
        ({"high": True}, "high", Fault.NO_NUMBER),
        ({"since": "januari"}, "since", Fault.NO_MONTH),
        ({"since": None}, "since", Fault.NO_MONTH),
        ({"since": "+²"}, "since", Fault.NO_MONTH),
        ({"low": 0.1}, "low", Fault.NOT_IN_ORDER),
        ({"low": -2}, "low", Fault.OUT_OF_BOUNDS),
        ({"high": 9}, "high", Fault.OUT_OF_BOUNDS),
        ({"over": 61}, "over", Fault.OUT_OF_BOUNDS),
        ({"until": "2026-12"}, "until", Fault.ENDS_BEFORE_IT_BEGINS),
        ({"kind": "substitution", "low": 0, "to": "45"}, "product", Fault.NEEDS_PRODUCTS),
        ({"kind": "substitution", "low": 0, "product": "45"}, "to", Fault.NEEDS_PRODUCTS),
        ({"kind": "substitution", "low": 0, "product": "45", "to": "45"}, "product", Fault.NEEDS_PRODUCTS),
        ({"to": "45"}, "to", Fault.NEEDS_PRODUCTS),
        ({"kind": "price", "municipality": "9901"}, "municipality", Fault.NOT_BY_MUNICIPALITY),
        ({"kind": "population", "low": 0, "product": "45"}, "product", Fault.UNKNOWN),
        ({"product": 45}, "product", Fault.UNKNOWN),
    ],
)
def test_what_means_nothing_is_refused_with_its_place(changes, place, fault):
    with pytest.raises(FaultyScenario) as error:
        read_scenario(told(**changes), VINTAGE)
    assert (error.value.place, error.value.fault) == (f"assumptions[1].{place}", fault)


@pytest.mark.parametrize("wrong", [None, [], "x", {}, {"title": " "}, {"title": "x"}, {"title": "x", "assumptions": "y"}])
def test_what_is_no_scenario_is_refused(wrong):
    with pytest.raises(FaultyScenario) as error:
        read_scenario(wrong, VINTAGE)
    assert error.value.fault is Fault.NOT_THERE


def test_a_scenario_of_too_many_assumptions_is_refused():
    with pytest.raises(FaultyScenario) as error:
        read_scenario({"title": "x", "assumptions": [ONE] * 13}, VINTAGE)
    assert error.value.fault is Fault.TOO_MANY


def test_every_example_can_be_read_in_both_languages():
    for example in examples().values():
        dutch, english = (from_example(example, language, VINTAGE) for language in ("nl", "en"))
        assert dutch.title != english.title
        assert example.source
        assert all(one.reason and one.since > VINTAGE for one in dutch.assumptions)
    assert {one.kind for e in examples().values() for one in from_example(e, "nl", VINTAGE).assumptions} >= {
        Kind.INFLOW,
        Kind.DURATION,
        Kind.SUBSTITUTION,
        Kind.WAITING,
        Kind.PRICE,
    }
