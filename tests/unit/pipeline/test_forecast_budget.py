"""What a forecast is held against: the newest budget, and money outside the claims as spent, planned or estimated."""

from datetime import date
from types import SimpleNamespace

import duckdb
import pytest

from regiewijzer.figures.scope import REGION, OutsideScope, Scope
from regiewijzer.figures.values import ValueState
from regiewijzer.pipeline.forecast_budget import read_budgets
from regiewijzer.pipeline.forecast_room import below, rooms_of
from regiewijzer.pipeline.forecast_shown import Node

BUDGETS = """
    ('old', DATE '2026-01-01', 'original', 'expenditure', 100), ('new', DATE '2026-01-01', 'original', 'expenditure', 900),
    ('new', DATE '2026-01-01', 'original', 'income', 50), ('new', DATE '2025-01-01', 'autumn', 'expenditure', 800),
    ('other', DATE '2026-01-01', 'original', 'expenditure', 500), ('other', DATE '2026-01-01', 'autumn', 'expenditure', 600),
    ('other', DATE '2026-01-01', 'realised', 'expenditure', 999)
"""
OTHER = """
    ('old', DATE '2026-01-01', 'access', 10, 'actual'), ('new', DATE '2026-01-01', 'access', 10, 'actual'),
    ('new', DATE '2026-02-01', 'access', 30, 'actual'), ('new', DATE '2026-02-01', 'access', 99, 'planned'),
    ('new', DATE '2026-03-01', 'access', 20, 'planned'), ('new', DATE '2026-04-01', 'settlement_earlier_years', 7, 'actual'),
    ('new', DATE '2023-04-01', 'subsidy', 5, 'actual')
"""


@pytest.fixture
def budgets():
    connection = duckdb.connect()
    connection.execute("CREATE TABLE municipality (municipality_code VARCHAR, successor_code VARCHAR)")
    connection.execute("INSERT INTO municipality VALUES ('old', 'new'), ('new', NULL), ('other', NULL)")
    columns = "municipality_code VARCHAR, year DATE, version VARCHAR, direction VARCHAR, amount_cents BIGINT"
    connection.execute(f"CREATE TABLE municipal_budget ({columns})")
    connection.execute(f"INSERT INTO municipal_budget VALUES {BUDGETS}")
    columns = "municipality_code VARCHAR, month DATE, category VARCHAR, amount_cents BIGINT, basis VARCHAR"
    connection.execute(f"CREATE TABLE other_spending ({columns})")
    connection.execute(f"INSERT INTO other_spending VALUES {OTHER}")
    found = read_budgets(SimpleNamespace(connection=connection), 2026)
    return {row["municipality"]: row for row in found.to_pylist()}


def test_the_newest_version_counts_and_the_accounts_are_no_budget(budgets):
    assert (budgets["new"]["version"], budgets["new"]["budget"]) == ("original", 1000)  # with what merged into it
    assert (budgets["other"]["version"], budgets["other"]["budget"]) == ("autumn", 600)


def test_a_month_outside_the_claims_counts_as_spent_else_as_planned_else_as_the_months_before(budgets):
    new = budgets["new"]
    assert new["actual"] == 10 + 10 + 30
    assert new["planned"] == 20
    assert new["estimated"] == 9 * (20 + 30 + 20) / 3  # nine months of which nothing is known
    assert new["settlement"] == 7


def test_the_region_is_whole_or_not_there(budgets):
    assert budgets["other"]["actual"] is None
    assert budgets[None]["budget"] == 1600
    assert budgets[None]["actual"] is None
    assert budgets[None]["version"] is None


QUANTILES = [80.0, 90.0, 95.0, 100.0, 105.0, 110.0, 120.0]


@pytest.mark.parametrize(
    ("amount", "chance"), [(50, 0.025), (80, 0.025), (100, 0.5), (92.5, 0.175), (115, 0.9375), (120, 0.975), (500, 0.975)]
)
def test_the_chance_is_read_between_the_quantiles_and_no_surer_than_they_are(amount, chance):
    assert below(amount, QUANTILES) == pytest.approx(chance)


def test_equal_quantiles_are_no_division_by_nought():
    assert below(100, [100.0] * 7) == 0.025
    assert below(100.5, [100.0] * 7) == 0.975


def test_a_reader_sees_the_own_room_and_no_other(tmp_path):
    from regiewijzer.ledger.home import Home
    from tests.support.a_forecast import a_forecast

    run = a_forecast(Home(tmp_path / "home").create(), ("9901", "9902"))
    assert run.about.vintage == date(2026, 9, 1)
    own = Scope(municipalities=frozenset({"9901"}))
    assert [room.node for room in rooms_of(run, Node(), own)] == [Node(), Node("9901")]
    with pytest.raises(OutsideScope):
        rooms_of(run, Node("9902"), own)
    assert rooms_of(run, Node(product="45"), REGION) == []
    region, first, second = rooms_of(run, Node(), REGION)
    assert first.chance.number == 0.95
    assert second.chance.number == 0.5
    assert region.total.state is ValueState.SHOWN
    assert region.total.number == region.claims.number + sum(region.outside[name].number for name in ("actual", "planned"))
