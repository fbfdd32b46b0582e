"""What a forecast of more years reads: budgets per form and year, people by age, forms of care, units, people of providers."""

from datetime import date
from types import SimpleNamespace

import duckdb
import numpy as np
import pytest

from regiewijzer.pipeline.forecast_ageing import ahead_of, read_ageing
from regiewijzer.pipeline.forecast_forms import form_codes, read_divisions
from regiewijzer.pipeline.forecast_providers import read_provider_people
from regiewijzer.pipeline.forecast_snapshot import numbered_cells
from regiewijzer.pipeline.forecast_units import DELAY, read_units
from regiewijzer.pipeline.forecast_year_budget import read_year_budgets

VINTAGE = 12 * 2026 + 8
TABLES = {
    "municipality": ("municipality_code VARCHAR, successor_code VARCHAR", "('old', 'new'), ('new', NULL), ('other', NULL)"),
    "municipal_budget": (
        "municipality_code VARCHAR, year DATE, version VARCHAR, care_form VARCHAR, direction VARCHAR, amount_cents BIGINT",
        """
        ('new', DATE '2026-01-01', 'original', '02', 'expenditure', 900),
        ('new', DATE '2026-01-01', 'spring', '02', 'expenditure', 950),
        ('new', DATE '2026-01-01', 'spring', NULL, 'expenditure', 50),
        ('new', DATE '2028-01-01', 'original', '02', 'expenditure', 1100),
        ('new', DATE '2028-01-01', 'original', '02', 'income', 5),
        ('other', DATE '2026-01-01', 'original', '14', 'expenditure', 500)
        """,
    ),
    "other_spending": (
        "municipality_code VARCHAR, month DATE, category VARCHAR, care_form VARCHAR, amount_cents BIGINT, basis VARCHAR",
        """
        ('new', DATE '2026-01-01', 'lump_sum', '02', 10, 'actual'), ('new', DATE '2026-02-01', 'lump_sum', '02', 30, 'actual'),
        ('new', DATE '2026-02-01', 'lump_sum', '02', 99, 'planned'), ('new', DATE '2026-03-01', 'lump_sum', '02', 20, 'planned'),
        ('new', DATE '2026-04-01', 'settlement_earlier_years', NULL, 7, 'actual'),
        ('other', DATE '2026-01-01', 'access', NULL, 12, 'actual')
        """,
    ),
    "population": (
        "municipality_code VARCHAR, year DATE, age BIGINT, sex VARCHAR, people BIGINT",
        ", ".join(
            f"('{code}', DATE '{year}-01-01', {age}, '{sex}', 10)"
            for code, years in (("old", (2025,)), ("new", (2025, 2026)), ("other", range(2026, 2031)))
            for year in years
            for age in range(23)
            for sex in "12"
        ),
    ),
    "youth": (
        "youth_id VARCHAR, birth_month DATE, sex VARCHAR",
        "('y1', DATE '2016-03-01', '1'), ('y2', DATE '2010-01-01', '2')",
    ),
    "trajectory": (
        "youth_id VARCHAR, municipality_code VARCHAR, provider_code VARCHAR, care_form VARCHAR, product_category VARCHAR, "
        "started_on DATE, delivered_until DATE",
        """
        ('y1', 'old', 'p', '12', '44', DATE '2026-01-10', NULL), ('y2', 'new', 'p', '14', '44', DATE '2026-02-10', NULL),
        ('y2', 'new', 'q', '02', '45', DATE '2020-02-10', DATE '2021-01-01')
        """,
    ),
    "claim_line": (
        "municipality_code VARCHAR, provider_code VARCHAR, product_category VARCHAR, product_code VARCHAR, period_from DATE, "
        "known_at TIMESTAMP, line_status VARCHAR, unit VARCHAR, volume BIGINT, amount_cents BIGINT",
        """
        ('old', 'p', '44', '44A08', DATE '2026-03-01', TIMESTAMP '2026-04-05', 'accepted', '14', 31, 300),
        ('new', 'p', '44', NULL, DATE '2026-04-01', TIMESTAMP '2026-05-05', 'accepted', '14', 30, 100),
        ('new', 'p', '44', NULL, DATE '2026-04-01', TIMESTAMP '2026-05-05', 'accepted', '14', 10, -50),
        ('new', 'p', '44', NULL, DATE '2026-04-01', TIMESTAMP '2026-05-05', 'void', '14', 99, 999),
        ('new', 'p', '44', NULL, DATE '2026-08-01', TIMESTAMP '2026-09-05', 'accepted', '14', 99, 9),
        ('other', 'q', '45', '45X01', DATE '2026-03-01', TIMESTAMP '2026-04-05', 'accepted', '01', 600, 200),
        ('other', 'q', '45', '45X01', DATE '2026-03-01', TIMESTAMP '2026-04-05', 'accepted', '83', 7, 70)
        """,
    ),
    "care_form": (
        "product_category VARCHAR, product_code VARCHAR, care_form VARCHAR",
        "('44', NULL, '14'), ('45', NULL, '02'), ('44', '44A08', '12')",
    ),
}
CELLS, _ = numbered_cells([("new", "44", "p"), ("other", "45", "q"), ("other", "46", "q")], frozenset())


@pytest.fixture(scope="module")
def as_of():
    connection = duckdb.connect()
    for name, (columns, rows) in TABLES.items():
        connection.execute(f"CREATE TABLE {name} ({columns})")
        connection.execute(f"INSERT INTO {name} VALUES {rows}")
    return SimpleNamespace(connection=connection)


@pytest.fixture(scope="module")
def budgets(as_of):
    rows = read_year_budgets(as_of, 2026, 2030, 0.1).to_pylist()
    return {(row["municipality"], row["care_form"], row["period"]): row for row in rows}


def test_a_budget_is_of_a_year_and_a_form_and_the_newest_version_counts(budgets):
    assert (budgets["new", None, "2026"]["budget"], budgets["new", None, "2026"]["version"]) == (1000, "spring")
    assert budgets["new", "02", "2026"]["budget"] == 950
    assert budgets["new", "14", "2026"]["budget"] == 0  # the year has a budget, and nothing of it is for this form
    assert budgets["new", "02", "2027"]["budget"] is None
    assert budgets["new", "02", "2028"]["budget"] == 1100
    assert budgets[None, None, "2026"]["budget"] == 1500
    assert budgets[None, None, "2028"]["budget"] is None  # one municipality told nothing


def test_later_years_take_the_months_that_are_known_with_the_rise_of_tariffs(budgets):
    now, later = budgets["new", "02", "2026"], budgets["new", "02", "2028"]
    assert (now["actual"], now["planned"], now["estimated"]) == (40, 20, 180)
    assert (later["actual"], later["planned"], later["estimated"]) == (0, 0, round(240 * 1.1**2))
    assert budgets["new", None, "2026"]["settlement"] == 7
    assert budgets["new", "02", "2026"]["settlement"] == 0


def test_a_projection_is_used_where_it_is_whole_and_others_grow_older(as_of):
    found = read_ageing(as_of, ["new", "other"], ["44", "45"], year=2026, count=4, since=date(2023, 10, 1))
    assert (found.first_year, found.projected.tolist()) == (2026, [False, True])
    assert found.under_18()[1].tolist() == [360.0] * 5
    assert found.people.shape == (2, 5, 23, 2)
    assert not np.isnan(found.people).any()
    assert (found.starts[0, 9, 0], found.starts[0, 16, 1], found.starts[1].sum()) == (1, 1, 0)  # 45 began before `since`


def test_who_was_not_counted_is_unknown_and_a_gap_ends_the_past():
    counts = np.full((3, 3, 4, 2), 10.0)
    counts[1, 2], counts[2, 1] = np.nan, np.nan
    people, projected = ahead_of(counts, [2024, 2025, 2026], 2026, 2)
    assert not projected.any()
    assert np.isnan(people[1]).all()
    assert people[2, :, 1:].min() == people[0, :, 1:].min() == 10.0


def test_forms_follow_claims_and_trajectories_and_else_the_category(as_of):
    found = read_divisions(as_of, CELLS, first=VINTAGE - 20, vintage=VINTAGE)
    codes = form_codes()
    told = [(codes[form], amount) for form, amount in zip(found.cost.records.form, found.cost.records.amount, strict=True)]
    assert {("12", 300.0), ("02", 270.0)} <= set(told)
    assert {codes[form] for form in found.care.records.form} == {"12", "14"}
    assert [codes[one] for one in found.cost.usual] == ["14", "02", "unknown"]


def test_units_are_places_and_hours_of_months_that_are_claimed_nearly_whole(as_of):
    rows = {(row["municipality"], row["care_form"], row["unit"]): row for row in read_units(as_of, VINTAGE).to_pylist()}
    assert VINTAGE - DELAY < 12 * 2026 + 7  # August is too new to count
    assert rows["new", "14", "places"]["amount"] == pytest.approx(20 / 365.25)  # less what was taken back
    assert rows["new", "12", "places"]["amount"] == pytest.approx(31 / 365.25)
    assert rows["other", "02", "hours"]["amount"] == pytest.approx(10)
    assert rows[None, "02", "hours"]["cents"] == 200  # what is paid in euros tells nothing of capacity


def test_people_of_a_provider_are_counted_once(as_of):
    rows = {(row["municipality"], row["provider"]): row["youths"] for row in read_provider_people(as_of, 2026).to_pylist()}
    assert rows == {(None, "p"): 2, ("new", "p"): 2}
