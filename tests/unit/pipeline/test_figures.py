from datetime import date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.figure import Figure
from regiewijzer.figures.finding import Finding, OwnerRole, Severity
from regiewijzer.figures.scope import REGION as EVERYTHING
from regiewijzer.figures.scope import OutsideScope, Scope
from regiewijzer.figures.values import HIDDEN, UNKNOWN, shown
from regiewijzer.indicators.aggregate import UnknownDimension
from regiewijzer.ledger.snapshots import UnknownSnapshot
from regiewijzer.pipeline.check import findings_path
from regiewijzer.pipeline.figure_store import Reproduced, freeze, reproduce
from regiewijzer.pipeline.figures import UnknownIndicator, compute_figure
from tests.support.figure_world import EXACT, FIRST, NORTH, SECOND, SOUTH, asked, loaded_home, north_lines, start_table
from tests.support.ledger_world import append_tables, load_text, make_home, to_arrow


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return loaded_home(tmp_path_factory.mktemp("home"))


def values(figure: Figure, series: str = "in_care") -> dict:
    return {(cell.period.month, *cell.dimensions): cell.value for cell in figure.cells if cell.series == series}


def _messages(figure: Figure) -> int:
    return sum(count.number for count in figure.passport.messages_counted.values())


def test_values_are_rounded_and_unknown_where_nothing_is_known_yet(home):
    found = values(compute_figure(home, asked(), EVERYTHING))

    assert {month: found[month,] for month in (1, 2, 3, 6)} == {1: shown(25), 2: shown(25), 3: shown(25), 6: UNKNOWN}


def test_total_of_the_region_is_hidden_where_the_largest_organisation_could_take_its_own_off(home):
    """From April on 23 of 27 are of the north and its provider: who knows those 23 would read off the four of another."""
    assert [values(compute_figure(home, asked(), EVERYTHING))[month,] for month in (4, 5)] == [HIDDEN, HIDDEN]
    assert values(compute_figure(home, asked(), EXACT))[4,] == shown(27)


def test_small_number_is_hidden_and_zero_is_shown(home):
    found = values(compute_figure(home, asked(by=("municipality",)), EVERYTHING))

    assert (found[3, SOUTH], found[4, SOUTH], found[4, NORTH]) == (shown(0), HIDDEN, shown(25))


def test_exact_detail_shows_what_was_counted(home):
    found = values(compute_figure(home, asked(by=("municipality",)), EXACT))

    assert (found[4, SOUTH], found[4, NORTH]) == (shown(4), shown(23))


@pytest.mark.parametrize(
    ("scope", "count"),
    [
        (Scope(frozenset({NORTH}), None, EXACT.detail, region=False), 23),
        (Scope(None, frozenset({SECOND}), EXACT.detail, region=False), 4),
        (Scope(frozenset({NORTH}), frozenset({SECOND}), EXACT.detail, region=False), 0),
        (Scope(frozenset({NORTH}), None, EXACT.detail), 27),
        (Scope(frozenset(), frozenset(), EXACT.detail), 27),
    ],
)
def test_scope_keeps_rows_of_others_out_before_counting(home, scope, count):
    """Law 5: no row outside the scope is counted, in cells or in the passport; at region level all are inside."""
    figure = compute_figure(home, asked(), scope)

    assert values(figure)[4,] == shown(count)
    assert _messages(figure) == count


def test_a_breakdown_by_organisation_counts_only_the_own_rows(home):
    figure = compute_figure(home, asked(by=("municipality",)), Scope(frozenset({NORTH}), None, EXACT.detail))

    assert {cell.dimensions for cell in figure.cells} == {(NORTH,)}
    assert _messages(figure) == 23


@pytest.mark.parametrize(
    ("asking", "scope"),
    [
        ({"where": (("municipality", (SOUTH,)),)}, Scope(frozenset({NORTH}))),
        ({"where": (("provider", (FIRST, SECOND)),)}, Scope(providers=frozenset({FIRST}))),
        ({"by": ("provider",)}, Scope(frozenset(), frozenset())),
        ({}, Scope(published_only=True)),
    ],
)
def test_what_is_another_s_or_was_not_published_is_refused(home, asking, scope):
    with pytest.raises(OutsideScope):
        compute_figure(home, asked(**asking), scope)


def test_a_published_moment_is_open_to_whoever_may_see_only_those(home):
    known = compute_figure(home, asked(), EVERYTHING)
    published = frozenset({(known.request.snapshot, known.request.moment)})

    found = compute_figure(home, asked(), Scope(published_only=True, published=published))

    assert found.cells == known.cells
    assert found.passport.scope == Scope(published_only=True), "what else was published is no part of the figure"


def test_filter_and_breakdown_go_together(home):
    figure = compute_figure(home, asked(by=("care_form", "provider"), where=(("municipality", (NORTH,)),)), EXACT)

    assert {cell.dimensions for cell in figure.cells} == {("02", FIRST)}


def test_as_of_an_earlier_moment_knows_less(home):
    figure = compute_figure(home, asked(moment=datetime(2024, 3, 31)), EXACT)

    assert values(figure) == {(1,): shown(23), (2,): shown(23), (3,): UNKNOWN}


def test_passport_says_where_the_figure_comes_from(home):
    passport = compute_figure(home, asked(), EVERYTHING).passport

    assert passport.snapshot == 1
    assert passport.definition_version == load_indicators()["young-people-in-care"].definition_version
    assert passport.messages_counted == {"305": HIDDEN}, "beside those of the largest organisation there are four"
    assert compute_figure(home, asked(), EXACT).passport.messages_counted == {"305": shown(27)}
    assert passport.lineage["care_start.started_on"] == "305: Begindatum"
    assert passport.disclosure == {
        "rule": "threshold and rounding",
        "threshold": 10,
        "rounding": 5,
        "rounding_cents": 100_000,
        "hidden": 2,
    }


@pytest.mark.parametrize(("municipality", "told"), [(NORTH, shown(25)), (SOUTH, HIDDEN)])
def test_passport_keeps_to_the_threshold_of_the_cells(home, municipality, told):
    passport = compute_figure(home, asked(where=(("municipality", (municipality,)),)), EVERYTHING).passport

    assert passport.messages_counted == {"305": told}
    assert passport.reconstructed_share == (shown(0.0) if told != HIDDEN else HIDDEN)


def test_passport_says_how_complete_deliveries_are(home):
    found = compute_figure(home, asked(), EVERYTHING).passport.completeness

    assert (found["first_month"], found["last_month"], found["last_day_known"]) == ("2024-02-01", "2024-04-01", "2024-05-02")
    # Each of three senders was expected in three months; the first provider sent in February only, the others not at all.
    assert (found["expected"], found["present"], found["missing_senders"]) == (9, 1, f"{NORTH}, {FIRST}, {SECOND}")


def test_completeness_counts_senders_in_scope_only(home):
    found = compute_figure(home, asked(), Scope(providers=frozenset({FIRST}), municipalities=frozenset())).passport.completeness

    assert (found["expected"], found["present"]) == (3, 1)


def test_reconstructed_moments_are_counted(tmp_path):
    home = make_home(tmp_path)
    header = "youth_id | assignment_number | product_category | started_on | known_at | known_basis"
    rows = [
        f"y{number} | {number} | 45 | 2024-01-10 | 2024-02-01 | {basis}"
        for number, basis in enumerate(["dated"] * 3 + ["received"])
    ]
    load_text(home, {"care_start": "\n".join((header, *rows))})

    assert compute_figure(home, asked(), EXACT).passport.reconstructed_share == shown(0.75)


def test_share_at_risk_needs_the_checks_across_messages(tmp_path):
    home = make_home(tmp_path)
    tables = to_arrow(start_table(*north_lines(4)))
    own, across, informed, _ = tables["care_start"].column("message_id").to_pylist()
    finding = Finding("CD041", 2, Severity.WARNING, message_id=own, message_type="305", owner_role=OwnerRole.PROVIDER)
    append_tables(home, tables, findings=[finding])

    before = compute_figure(home, asked(), EXACT).passport.at_risk_share
    found = {"message_id": [across, informed], "severity": ["error", "incomplete_source"]}
    pq.write_table(pa.table(found), findings_path(home, 1))
    after = compute_figure(home, asked(), EXACT).passport.at_risk_share

    assert (before, after) == (UNKNOWN, shown(0.5))


def test_same_request_is_worked_out_once(home):
    assert compute_figure(home, asked(), EVERYTHING) is compute_figure(home, asked(snapshot=1), EVERYTHING)


def test_empty_ledger_gives_a_figure_without_knowledge(tmp_path):
    figure = compute_figure(make_home(tmp_path), asked(first_period=None, last_period=None), EVERYTHING)

    assert figure.passport.messages_counted == {}
    assert figure.passport.at_risk_share == UNKNOWN
    assert all(cell.value in (shown(0), UNKNOWN) for cell in figure.cells)


@pytest.mark.parametrize(
    ("changes", "error", "text"),
    [
        ({"indicator": "happiness"}, UnknownIndicator, "known are .*claimed-care"),
        ({"by": ("street",)}, UnknownDimension, "'street' is not a dimension"),
        ({"where": (("colour", ("red",)),)}, UnknownDimension, "'colour' is not a dimension"),
        ({"snapshot": 99}, UnknownSnapshot, "99"),
    ],
)
def test_wrong_request_says_what_is_wrong(home, changes, error, text):
    with pytest.raises(error, match=text):
        compute_figure(home, asked(**changes), EVERYTHING)


def test_earlier_definition_is_computed_beside_todays(tmp_path):
    """Eva moves to another provider (38): the old definition counted her among those who ended."""
    home = make_home(tmp_path)
    starts = [f"{name} | {number} | 45 | 2024-01-10 | 2024-01-11" for number, name in enumerate(("anna", "bram", "eva"), 1)]
    stops = [
        f"{name} | {number} | 45 | 2024-01-10 | 2024-02-10 | {reason} | 2024-02-11"
        for number, (name, reason) in enumerate((("anna", 31), ("bram", 32), ("eva", 38)), 1)
    ]
    header = "youth_id | assignment_number | product_category | started_on"
    tables = {
        "care_start": "\n".join([f"{header} | known_at", *starts]),
        "care_stop": "\n".join([f"{header} | delivered_until | end_reason | known_at", *stops]),
    }
    load_text(home, tables)

    old, new = (compute_figure(home, asked("dropout", definition=version), EXACT) for version in ("0.9", None))

    assert (values(old, "by_client")[2,], values(new, "by_client")[2,]) == (shown(1 / 3), shown(1 / 2))
    assert (old.passport.definition_version[:3], old.request.definition) == ("0.9", "0.9")
    assert reproduce(home, freeze(home, old)).outcome is Reproduced.SAME
    assert freeze(home, old) != freeze(home, new)


def test_version_that_is_not_kept_is_unknown(home):
    with pytest.raises(UnknownIndicator, match=r"version 0.1 is not kept; known are 0.9, 1.0"):
        compute_figure(home, asked("dropout", definition="0.1"), EVERYTHING)


@pytest.mark.parametrize("indicator", list(load_indicators()))
def test_every_indicator_runs_on_the_ledger(home, indicator):
    figure = compute_figure(home, asked(indicator, by=load_indicators()[indicator].dimensions), EXACT)

    assert {cell.series for cell in figure.cells} <= {outcome.code for outcome in load_indicators()[indicator].outcomes}
    assert figure.request.first_period == date(2024, 1, 1)
