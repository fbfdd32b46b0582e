"""A forecast of a made-up region: what is kept adds up to the cent, and what is said leaves out what is too small."""

import json
import shutil
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise, product

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
import typer
from typer.testing import CliRunner

from regiewijzer.cli import forecasts
from regiewijzer.cli.app import app
from regiewijzer.cli.output import CouldNotRun
from regiewijzer.figures.scope import REGION, Detail, OutsideScope, Scope
from regiewijzer.figures.values import ValueState
from regiewijzer.forecast.forms import Forms, Records
from regiewijzer.forecast.replay import Vintage
from regiewijzer.forecast.structural import laws
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Municipality, Region, write_region
from regiewijzer.pipeline import forecast_further, forecast_runs
from regiewijzer.pipeline.figures_expected import SCHEMA as EXPECTED
from regiewijzer.pipeline.forecast_ageing import Ageing
from regiewijzer.pipeline.forecast_budget import SCHEMA as BUDGET
from regiewijzer.pipeline.forecast_budget import _with_region
from regiewijzer.pipeline.forecast_forms import Divisions
from regiewijzer.pipeline.forecast_names import may_name_providers, movers, silent_providers
from regiewijzer.pipeline.forecast_people import SCHEMA
from regiewijzer.pipeline.forecast_providers import PEOPLE as PROVIDER_PEOPLE
from regiewijzer.pipeline.forecast_providers import SILENT, silent_table
from regiewijzer.pipeline.forecast_published import published_rows
from regiewijzer.pipeline.forecast_runs import FEWEST_MONTHS, make_forecast
from regiewijzer.pipeline.forecast_shown import Node, changes, history, lines, lines_by, over_time
from regiewijzer.pipeline.forecast_snapshot import NothingKnown
from regiewijzer.pipeline.forecast_sources import Sources
from regiewijzer.pipeline.forecast_store import keep, runs
from regiewijzer.pipeline.forecast_units import SCHEMA as UNITS
from regiewijzer.pipeline.forecast_used import SCHEMA as USED
from regiewijzer.pipeline.forecast_words import PARTS, QUANTILES, STEPS
from regiewijzer.pipeline.forecast_year_budget import SCHEMA as YEAR_BUDGET
from regiewijzer.pipeline.forecast_years_shown import years_by_form, years_by_municipality, years_of_node
from regiewijzer.vocabulary.periods import month_start
from tests.support.forecast_world import FIRST, snapshot_at, world

LAST = FIRST + 47
MADE_AT = datetime(2026, 11, 2, 7)
SMALL = ("m2", "44")
EXACT = replace(REGION, detail=Detail.EXACT)


@pytest.fixture(scope="module")
def made_up():
    return world(seed=11, months=49)


def people_behind(_home, first, vintage, _snapshot):
    """Forty young people behind every sum, and four behind one."""
    months = [f"{month_start(month):%Y-%m}" for month in range(first, vintage + 1)]
    periods = [*months, *sorted({month[:4] for month in months})]
    nodes = product([None, "m0", "m1", "m2"], [None, "44", "45"])
    rows = [(*node, period, 4 if node == SMALL else 40, 3 if node == SMALL else 20) for node in nodes for period in periods]
    return pa.table(dict(zip(SCHEMA.names, zip(*rows, strict=True), strict=True)), schema=SCHEMA)


PROVIDERS = pa.Table.from_pylist(
    [{"municipality": place, "provider": who, "youths": 4 if who == "b" else 30} for place in (None, "m0") for who in "abcd"],
    PROVIDER_PEOPLE,
)


def sources_behind(_home, snapshot, cells, _number=None):
    """All of 44 is residence and of 45 outpatient; twelve hundred young people in each municipality, no budgets."""
    usual = Forms(("02", "14"), np.array([1, 0]), Records(*[np.zeros(0, dtype=np.int64)] * 4, np.zeros(0)))
    nodes = product([None, "m0", "m1", "m2"], [None, "02", "14"], (f"{month_start(snapshot.vintage):%Y-%m}", "2003"))
    people = pa.table(dict(zip(SCHEMA.names, zip(*((*node, 40, 20) for node in nodes), strict=True), strict=True)), schema=SCHEMA)
    counted = np.full((3, 5, 23, 2), 30.0)
    year = snapshot.vintage // 12
    ageing = Ageing(year, counted, np.zeros(3, dtype=np.bool_), np.ones((2, 23, 2)))
    return Sources(Divisions(usual, usual), people, ageing, YEAR_BUDGET.empty_table(), UNITS.empty_table(), PROVIDERS)


@pytest.fixture(scope="module")
def home(tmp_path_factory, made_up):
    """A home with one forecast; its ledger is the made-up region."""
    asked = []

    def known(home, vintage, snapshot=None):
        asked.append(vintage)
        if vintage < FIRST:
            raise NothingKnown(vintage)
        return snapshot_at(made_up, vintage)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forecast_runs, "snapshot_of", known)
        patch.setattr(forecast_runs, "people_of", people_behind)
        patch.setattr(forecast_runs, "expected_table", lambda *_: EXPECTED.empty_table())
        patch.setattr(forecast_further, "sources_of", sources_behind)
        patch.setattr(forecast_runs, "budgets_of", lambda *_: _with_region(BUDGET.empty_table()))
        patch.setattr(forecast_runs, "used_table", lambda *_: USED.empty_table())
        place = Home(tmp_path_factory.mktemp("forecasts") / "home").create()
        write_region(Region(name="Proef", invented=True, municipalities=(Municipality("0901", "Noord"),)), place.region)
        make_forecast(place, month_start(LAST), made_at=MADE_AT, snapshot=3)
        with pytest.raises(NothingKnown):
            make_forecast(place, month_start(FIRST + FEWEST_MONTHS - 2), made_at=MADE_AT, snapshot=3)
    assert max(asked) == LAST, "nothing after the vintage is asked for"
    return place


@pytest.fixture
def made(home):
    return runs(home)[0]


def test_it_is_kept_with_when_and_from_what(made):
    about = made.about
    assert (about.vintage, about.made_at, about.snapshot) == (month_start(LAST), MADE_AT, 3)
    assert about.known_at.date() < month_start(LAST + 1)
    assert "claimed_care_only" in about.notes


def test_the_parts_of_every_cell_add_up_to_the_cent(made):
    cells = made.table("cells")
    total = sum(cells.column(name).to_numpy() for name in PARTS)
    assert len(total) > 1000
    assert (total == cells.column("raw").to_numpy()).all()
    assert min(cells.column("month").to_pylist()) == date(month_start(LAST).year - 1, 1, 1)


@pytest.mark.parametrize("amount", ["raw", "expected", "reported"])
def test_a_year_is_the_sum_of_its_cells_to_the_cent(made, amount):
    year = month_start(LAST).year
    cells, name = made.table("cells"), "published" if amount == "expected" else amount
    own = cells.filter(pc.equal(pc.year(cells.column("month")), year)).group_by(["municipality"]).aggregate([(name, "sum")])
    per_municipality = dict(zip(*(own.column(one).to_pylist() for one in ("municipality", f"{name}_sum")), strict=True))
    told = [row for row in made.table("lines").to_pylist() if row["period"] == str(year) and row["product"] is None]
    assert len(told) == len(per_municipality) + 1
    for row in told:
        assert row[amount] == per_municipality.get(row["municipality"], sum(per_municipality.values()))


def test_a_line_tells_what_the_largest_provider_brings(made):
    year = month_start(LAST).year
    cells = made.table("cells")
    of_year = cells.filter(pc.equal(pc.year(cells["month"]), year))
    by_provider = of_year.group_by(["provider"]).aggregate([("published", "sum")])["published_sum"].to_pylist()
    whole = next(row for row in made.table("lines").to_pylist() if row["municipality"] is row["product"] is None)
    assert whole["period"] < str(year)
    line = next(
        row
        for row in made.table("lines").to_pylist()
        if (row["municipality"], row["product"], row["period"]) == (None, None, str(year))
    )
    largest, second = sorted(by_provider, reverse=True)[:2]
    assert line["largest"] == pytest.approx(largest / sum(by_provider))
    assert line["second"] == pytest.approx(second / sum(by_provider))


def test_the_steps_add_up_to_what_was_published_to_the_cent(made):
    year = str(month_start(LAST).year)
    vintages = [row for row in made.table("vintages").to_pylist() if row["municipality"] is row["product"] is None]
    before, after = [row["expected"] for row in vintages[-2:]]
    assert sum(made.table("changes")["cents"].to_pylist()) == after - before != 0
    line = next(
        row for row in made.table("lines").to_pylist() if row["municipality"] is row["product"] is None and row["period"] == year
    )
    assert line["expected"] == after


def test_every_step_of_a_municipality_adds_up_too(made):
    moved = made.table("changes").group_by(["municipality"]).aggregate([("cents", "sum")]).to_pylist()
    for one in moved:
        of_it = [
            row
            for row in made.table("vintages").to_pylist()
            if row["municipality"] == one["municipality"] and row["product"] is None
        ]
        assert one["cents_sum"] == of_it[-1]["expected"] - of_it[-2]["expected"]


def test_what_is_left_running_is_what_ran_and_began_less_what_stopped(made):
    rows = [row for row in made.table("care").to_pylist() if row["municipality"] is row["product"] is None]
    told = {(row["quantity"], row["period"]): row["expected"] for row in rows}
    months = sorted({period for _quantity, period in told})
    assert len(months) > 30
    assert all(told["in_care", month] > 100 for month in months)
    for before, month in pairwise(months):
        left = told["in_care", before] + told["starts", month] - told["stops", month]
        assert abs(told["in_care", month] - left) <= 2  # each is rounded
    unsure = [row for row in rows if row["q100"] is not None]
    assert {row["period"] > f"{made.about.vintage:%Y-%m}" for row in unsure} == {True, False}
    assert all(row["q025"] <= row["q100"] <= row["q500"] <= row["q900"] <= row["q975"] for row in unsure)


def test_intervals_surround_what_is_expected(made):
    rows = [row for row in made.table("lines").to_pylist() if row[QUANTILES[0]] is not None]
    assert len(rows) > 100
    for row in rows:
        values = [row[name] for name in QUANTILES]
        assert values == sorted(values)


def test_what_earlier_vintages_said_stands_beside_what_came_true(made):
    history = [row for row in made.table("history").to_pylist() if row["municipality"] is None and row["product"] is None]
    assert len(history) >= 20
    assert all(abs(row["forecast"] / row["truth"] - 1) < 0.25 for row in history)
    assert {row["vintage"].year for row in history} <= {month_start(month).year for month in range(FIRST, LAST)}


def vintage(month, first, values) -> Vintage:
    point = np.array(values, dtype=float)
    return Vintage(month, first, {}, point, np.ones((2, 0)), point)


def test_half_of_the_news_is_published_at_once():
    rows = published_rows([vintage(0, 0, [[100, 100]]), vintage(1, 0, [[300, 101]]), vintage(2, 0, [[300, 101]])])
    assert [row.published.tolist() for row in rows] == [[[100, 100]], [[200, 101]], [[250, 101]]]
    assert all((row.raw - row.published >= 0).all() for row in rows)


def test_a_new_cell_is_news_and_a_new_month_is_not():
    first, second = published_rows([vintage(0, 0, [[100, 100]]), vintage(1, 1, [[100, 80], [40, 60]])])
    assert first.published.tolist() == [[100, 100]]
    assert second.published.tolist() == [[100, 80], [20, 60]]


def run(home, *words):
    return CliRunner().invoke(app, ["--home", str(home.path), "forecast", *words])


def test_the_command_line_shows_it(home, made):
    shown = run(home, "show")
    assert shown.exit_code == 0, shown.output
    assert "Hele regio" in shown.output
    assert made.id in run(home, "list").output
    told = json.loads(run(home, "show", made.id, "--json").stdout)
    assert {row["municipality"] for row in told["years"]} == {None, "m0", "m1", "m2"}
    assert all(row["expected"]["state"] == "shown" and row["expected"]["number"] % 100_000 == 0 for row in told["years"])
    assert told["about"]["snapshot"] == 3


def test_the_command_line_tells_how_good_it_was(home):
    assert "verschil" in run(home, "backtest").output
    seen = json.loads(run(home, "backtest", "--json").stdout)["vintages"]
    assert all(row["truth"]["number"] > 0 for row in seen)


def test_the_command_line_tells_why_it_moved(home):
    assert "nieuwe declaraties" in run(home, "explain").output
    steps = json.loads(run(home, "explain", "--json").stdout)["steps"]
    assert steps.keys() == set(STEPS)


def test_a_sum_of_few_young_people_is_hidden_in_every_table(made):
    node = Node(*SMALL)
    for values in (
        *(one.values for one in lines(made, node, REGION)),
        *(one.values for one in history(made, node, REGION)),
        *(one.values for one in over_time(made, node, REGION)),
        changes(made, node, REGION),
    ):
        assert values
        assert {one.state for one in values.values()} <= {ValueState.HIDDEN, ValueState.UNKNOWN}
    assert all(one["expected"].state is ValueState.SHOWN for one in lines(made, Node("m1", "44"), REGION))
    beside = {(one.node, one.period): one["expected"].state for one in lines_by(made, Node(product="44"), "municipality", REGION)}
    year = f"{made.about.vintage:%Y}"
    assert beside[node, year] is ValueState.HIDDEN
    assert beside[Node("m1", "44"), year] is ValueState.SHOWN


def test_a_reader_sees_the_region_and_the_own_municipality_and_no_other(made):
    own = Scope(municipalities=frozenset({"m1"}))
    assert lines(made, Node("m1"), own)
    assert lines(made, Node(), own)
    for ask in (lines, history, over_time, changes):
        with pytest.raises(OutsideScope):
            ask(made, Node("m0"), own)
    assert {one.node.municipality for one in lines_by(made, Node(), "municipality", own)} == {"m1"}
    provider = Scope(providers=frozenset({"a"}))
    assert lines(made, Node(), provider)
    with pytest.raises(OutsideScope):
        lines(made, Node("m1"), provider)
    assert lines_by(made, Node(), "municipality", provider) == []


def test_an_unknown_forecast_and_a_month_that_is_none_are_refused(home):
    assert run(home, "show", "2026-01-000000000000").exit_code == 2
    with pytest.raises(typer.Exit) as refused:
        forecasts._month("gisteren", date(2026, 11, 28))
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(("command", "file"), [("show", "lines.parquet"), ("backtest", "history.parquet"), ("list", "run.json")])
def test_a_forecast_that_was_altered_is_refused_in_words(home, tmp_path, command, file):
    copy = Home(tmp_path / "home")
    shutil.copytree(home.path, copy.path)
    place = runs(copy)[0].folder / file
    place.write_bytes(place.read_bytes()[:-1])
    refused = run(copy, command).exception
    assert isinstance(refused, CouldNotRun)
    assert "forecasts/" in str(refused)


def test_without_a_forecast_it_says_how_to_make_one(tmp_path):
    answer = run(Home(tmp_path / "empty").create(), "show")
    assert answer.exit_code == 2
    assert "regiewijzer forecast run" in answer.output


@pytest.mark.parametrize(("text", "month"), [("", date(2026, 10, 1)), ("2025-03", date(2025, 3, 1))])
def test_without_a_month_it_is_the_last_that_is_over(text, month):
    assert forecasts._month(text, date(2026, 11, 28)) == month


def test_the_first_years_are_those_that_are_published_and_forms_add_up(made):
    """To the cent: this year and the next as the lines have them, forms and municipalities as the region has it."""
    for node in (Node(), Node("m0")):
        found = years_of_node(made, node, EXACT)
        published = {one.period: one["expected"].number for one in lines(made, node, EXACT) if one.is_year}
        assert [one.cost["expected"].number for one in found[:2]] == [published[one.period] for one in found[:2]]
        for year in found:
            parts = [one.cost["expected"].number for one in years_by_form(made, node, EXACT) if one.period == year.period]
            assert sum(parts) == year.cost["expected"].number
    for year in years_of_node(made, Node(), EXACT):
        own = [one.cost["expected"].number for one in years_by_municipality(made, EXACT) if one.period == year.period]
        assert sum(own) == year.cost["expected"].number


def test_years_further_ahead_are_less_sure(made):
    found = years_of_node(made, Node(), REGION)
    assert len(found) == 5
    widths = [(one.cost["q900"].number - one.cost["q100"].number) / one.cost["expected"].number for one in found[1:]]
    assert widths == sorted(widths)
    assert widths[-1] > 1.5 * widths[0]
    assert all(0.3 * first.cost["expected"].number < one.cost["expected"].number for first, one in pairwise(found))
    assert [one.basis for one in found] == ["cohorts"] * 5


def test_the_command_tells_the_years(home):
    told = json.loads(run(home, "years", "--by-form", "--json").stdout)["years"]
    assert {one["care_form"] for one in told} == {"02", "14"}
    assert "Meerjaren" in run(home, "years").stdout
    assert run(home, "years", "--municipality", "m9").exit_code != 0


def test_products_and_providers_that_moved_it_are_named_where_enough_are_behind_them(made):
    found = movers(made, Node(), REGION)
    assert {one.code for one in found if one.dimension == "product"} <= {"44", "45"}
    providers = [one for one in found if one.dimension == "provider"]
    assert providers
    assert "b" not in {one.code for one in providers}  # four young people
    assert [abs(one.total.number) for one in providers] == sorted((abs(one.total.number) for one in providers), reverse=True)
    table = made.table("changes").to_pylist()
    first = movers(made, Node(), EXACT)[0]
    assert first.total.number == sum(row["cents"] for row in table if row[first.dimension] == first.code)
    assert movers(made, Node(product="44"), REGION) == []


def test_who_sees_no_provider_gets_no_name_of_one(made):
    council = Scope(municipalities=frozenset({"m0"}))
    assert not may_name_providers(council, Node())
    assert may_name_providers(council, Node("m0"))
    assert not may_name_providers(Scope(providers=frozenset({"a"})), Node())
    assert {one.dimension for one in movers(made, Node(), council)} <= {"product"}


def test_a_provider_that_fell_silent_is_named_to_who_may_see_it(home, made):
    rows = [{"municipality": place, "provider": "c", "heard": date(2003, 8, 1)} for place in (None, "m0")]
    tables = {name: made.table(name) for name in made.names} | {"silent": pa.Table.from_pylist(rows, SILENT)}
    other = keep(home, replace(made.about, made_at=datetime(2026, 11, 3)), tables)
    assert [one.provider for one in silent_providers(other, Node("m0"), REGION)] == ["c"]
    assert silent_providers(other, Node(), Scope(municipalities=frozenset({"m0"}))) == []
    assert len(silent_providers(other, Node(), Scope(providers=frozenset({"c"})))) == 1
    assert silent_providers(other, Node(), Scope(providers=frozenset({"a"}))) == []
    shutil.rmtree(other.folder)
    assert silent_providers(made, Node(), REGION) == []


def test_silence_is_told_of_regular_providers_with_running_care(made_up):
    known = snapshot_at(made_up, LAST)
    claims = known.claims
    quiet = (known.cells.provider[claims.cell] == 0) & (claims.known > LAST - 4)
    silent = replace(known, claims=type(claims)(*(getattr(claims, name)[~quiet] for name in ("cell", "month", "known", "cents"))))
    rows = silent_table(silent, laws(silent)).to_pylist()
    assert {row["provider"] for row in rows} == {"a"}
    assert {row["municipality"] for row in rows} == {None, "m0", "m1", "m2"}
    assert {row["heard"] for row in rows} == {month_start(LAST - 4)}
