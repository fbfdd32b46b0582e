"""A scenario on a forecast of a made-up region: what is kept adds up, and tells of nobody whom the forecast hides."""

from datetime import date, datetime

import numpy as np
import pyarrow as pa
import pytest

from regiewijzer.definitions.what_if import Assumption, Fault, FaultyScenario, Kind, Scenario
from regiewijzer.figures.scope import REGION, OutsideScope, Scope
from regiewijzer.figures.values import HIDDEN, ValueState
from regiewijzer.forecast.structural import cost, laws
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline import forecast_scenario
from regiewijzer.pipeline.forecast_scenario import work_out
from regiewijzer.pipeline.forecast_shown import Node
from regiewijzer.pipeline.forecast_store import About, keep
from regiewijzer.pipeline.forecast_words import QUANTILES
from regiewijzer.pipeline.kept_tables import TablesChanged
from regiewijzer.pipeline.scenario_shown import care_compared, compared, compared_by
from regiewijzer.pipeline.scenario_store import NoSuchOutcome, read_outcome
from regiewijzer.vocabulary.periods import month_start
from tests.support.forecast_world import FIRST, snapshot_at, world

VINTAGE = FIRST + 46
SINCE = VINTAGE + 3
SMALL = ("m2", "44")  # few young people are behind it
YEAR = str(VINTAGE // 12 + 1)


def assumed(kind, size, **more):
    return Assumption(kind, size, size, size, SINCE, **more)


def lines_of(snapshot) -> pa.Table:
    """The base: what the model expects, with 40 young people behind each sum, and 4 behind one."""
    total = cost(snapshot, laws(snapshot)).total
    keys, rows = snapshot.cells.keys, []
    ahead = [month for month in range(snapshot.first, snapshot.first + total.shape[1]) if month > VINTAGE]
    periods = {f"{month_start(one):%Y-%m}": [one] for one in ahead} | {YEAR: [one for one in ahead if str(one // 12) == YEAR]}
    for municipality in (None, "m0", "m1", "m2"):
        for product in (None, "44", "45"):
            chosen = np.ones(len(snapshot.cells), dtype=bool)
            chosen &= True if municipality is None else keys["municipality"] == municipality
            chosen &= True if product is None else keys["product"] == product
            for period, months in periods.items():
                expected = round(total[np.ix_(chosen, [one - snapshot.first for one in months])].sum())
                few = (municipality, product) == SMALL
                behind = {"youths": 4 if few else 40, "beside": 3 if few else 20, "largest": 0.4, "second": 0.3}
                told = {name: round(expected * (0.94 + 0.02 * place)) for place, name in enumerate(QUANTILES)}
                rows.append({"municipality": municipality, "product": product, "period": period, "expected": expected})
                rows[-1] |= behind | told
    return pa.Table.from_pylist(rows)


@pytest.fixture(scope="module")
def snapshot():
    return snapshot_at(world(seed=3, months=72), VINTAGE)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return Home(tmp_path_factory.mktemp("scenarios")).create()


@pytest.fixture(scope="module")
def run(home, snapshot):
    lines = lines_of(snapshot)
    one = lines.filter(pa.compute.is_null(lines["product"]))
    care = one.append_column("quantity", pa.array(["in_care"] * len(one)))
    made = datetime(2026, 10, 2, 7)
    return keep(home, About(month_start(VINTAGE), made, made, 1, "0.1.0", "0" * 16), {"lines": lines, "care": care})


@pytest.fixture
def worked_out(home, run, snapshot, monkeypatch):
    monkeypatch.setattr(forecast_scenario, "snapshot_of", lambda _home, _vintage, _snapshot: snapshot)

    def work(*assumptions):
        return work_out(home, run, Scenario("Wat als", "", assumptions))

    return work


def test_nodes_add_up_to_the_cent_and_the_base_is_that_of_the_forecast(worked_out, run):
    found = worked_out(assumed(Kind.INFLOW, 0.1), assumed(Kind.PRICE, 0.02)).table("cost").to_pylist()
    year = [row for row in found if row["period"] == YEAR]
    total = next(row for row in year if row["municipality"] is None and row["product"] is None)
    for parts in (
        [row for row in year if row["municipality"] and not row["product"]],
        [row for row in year if row["product"] and not row["municipality"]],
        [row for row in year if row["municipality"] and row["product"]],
    ):
        assert sum(row["difference"] for row in parts) == total["difference"]
    assert total["difference"] > 0
    base = {(row["municipality"], row["product"], row["period"]): row["expected"] for row in run.table("lines").to_pylist()}
    assert all(row["base"] == base[row["municipality"], row["product"], row["period"]] for row in found)
    assert all(row["expected"] == row["base"] + row["difference"] for row in found)


def test_a_tariff_is_what_it_says(worked_out):
    """Two per cent on everything from the third month on."""
    found = compared(worked_out(assumed(Kind.PRICE, 0.02)), Node(), Scope())
    months = [one for one in found if not one.is_year]
    assert [one["difference"].number for one in months[:2]] == [0, 0]
    for one in months[2:18]:
        assert one["difference"].number == pytest.approx(0.02 * one["base"].number, rel=0.001, abs=100_000)


def test_unsure_assumptions_make_it_less_sure(worked_out):
    sure, unsure = (
        compared(worked_out(Assumption(Kind.PRICE, low, 0.0, high, SINCE)), Node(), REGION)[-1]
        for low, high in ((0.0, 0.0), (-0.2, 0.2))
    )
    assert sure["d100"].number == sure["d900"].number == 0
    assert unsure["d100"].number < -100_000 < 100_000 < unsure["d900"].number
    assert unsure["q900"].number - unsure["q100"].number > 1.2 * (sure["q900"].number - sure["q100"].number)


def test_a_difference_tells_nothing_of_whom_the_forecast_hides(worked_out):
    """A product twice as dear: the total of the municipality would rise by what that product costs there."""
    dearer = worked_out(assumed(Kind.PRICE, 1.0, product=SMALL[1]))
    for node in (Node(SMALL[0]), Node(*SMALL)):
        for one in compared(dearer, node, REGION):
            assert {one[name] for name in ("difference", "expected", "d100", "d900", "q500")} == {HIDDEN}
    whole = compared(dearer, Node(SMALL[0]), REGION)
    assert {one["base"].state for one in whole} == {ValueState.SHOWN}, "the forecast itself stays"
    assert {one["difference"].state for one in compared(dearer, Node("m1"), REGION)} == {ValueState.SHOWN}
    assert {one["difference"].state for one in compared(dearer, Node(), REGION)} == {ValueState.SHOWN}
    assert HIDDEN in {one["expected"] for one in care_compared(dearer, Node(SMALL[0]), "in_care", REGION)}


@pytest.mark.parametrize(
    "assumption",
    [
        assumed(Kind.INFLOW, 0.5, product=SMALL[1], municipality=SMALL[0]),
        assumed(Kind.SUBSTITUTION, 0.5, product="45", to=SMALL[1], municipality=SMALL[0]),
        assumed(Kind.WAITING, 10, product=SMALL[1], municipality=SMALL[0]),
    ],
)
def test_nor_does_the_region_where_only_they_are_touched(worked_out, assumption):
    assert {one["difference"] for one in compared(worked_out(assumption), Node(), REGION)} == {HIDDEN}


def test_what_is_not_touched_stays(worked_out):
    found = worked_out(assumed(Kind.INFLOW, 0.5, municipality="m1"))
    assert {one["difference"].number for one in compared(found, Node("m0"), REGION)} == {0}


def test_a_reader_sees_the_own_municipality_and_no_other(worked_out):
    found, own = worked_out(assumed(Kind.INFLOW, 0.1)), Scope(municipalities=frozenset({"m0"}), published_only=True)
    assert {one.node.municipality for one in compared_by(found, Node(), "municipality", own)} == {"m0"}
    with pytest.raises(OutsideScope):
        compared(found, Node("m1"), own)
    with pytest.raises(OutsideScope):
        care_compared(found, Node("m1"), "in_care", own)


def test_what_the_forecast_does_not_know_is_named(worked_out):
    for number, (name, one) in enumerate(
        [
            ("product", assumed(Kind.PRICE, 0.1, product="99")),
            ("to", assumed(Kind.SUBSTITUTION, 0.1, product="45", to="99")),
            ("municipality", assumed(Kind.INFLOW, 0.1, municipality="x")),
        ],
        1,
    ):
        with pytest.raises(FaultyScenario) as error:
            worked_out(*[assumed(Kind.INFLOW, 0.1)] * (number - 1), one)
        assert (error.value.place, error.value.fault) == (f"assumptions[{number}].{name}", Fault.UNKNOWN)


def test_it_is_kept_as_it_was_made(home, worked_out):
    made = worked_out(assumed(Kind.INFLOW, 0.1))
    assert worked_out(assumed(Kind.INFLOW, 0.1)).id == made.id
    read = read_outcome(home, made.id)
    assert (read.scenario, read.run_id, read.names) == (made.scenario, made.run_id, ("care", "cost"))
    assert read.table("cost").equals(made.table("cost"))
    for name in ("../x", "2026-10-0123456789ab"):
        with pytest.raises(NoSuchOutcome):
            read_outcome(home, name)
    (made.folder / "cost.parquet").write_bytes(b"x")
    with pytest.raises(TablesChanged):
        read.table("cost")
    assert date.fromisoformat(f"{made.id[:7]}-01") == month_start(VINTAGE)
