"""Who is behind a sum of a forecast, counted in a hand-made ledger."""

from types import SimpleNamespace

import duckdb
import pytest

from regiewijzer.pipeline.forecast_people import SCHEMA, read_people

FIRST, VINTAGE = 12 * 2026, 12 * 2026 + 2  # January to March 2026
CARE = """
    ('anna', 'old', 'a', '45', DATE '2025-06-01', DATE '2026-02-01'),  -- the last day is 31 January
    ('anna', 'new', 'b', '45', DATE '2026-02-10', NULL),
    ('bram', 'new', 'b', '45', DATE '2026-03-01', DATE '2027-01-01'),
    ('cato', 'other', 'b', NULL, DATE '2026-01-15', DATE '2026-01-20'),
    ('daan', 'other', 'b', '45', DATE '2026-04-01', NULL)  -- after the vintage
"""


@pytest.fixture
def counted():
    connection = duckdb.connect()
    connection.execute("CREATE TABLE municipality (municipality_code VARCHAR, successor_code VARCHAR)")
    connection.execute("INSERT INTO municipality VALUES ('old', 'new'), ('new', NULL), ('other', NULL)")
    connection.execute(
        "CREATE TABLE trajectory (youth_id VARCHAR, municipality_code VARCHAR, provider_code VARCHAR, product_category VARCHAR,"
        " started_on DATE, delivered_until DATE)"
    )
    connection.execute(f"INSERT INTO trajectory VALUES {CARE}")
    found = read_people(SimpleNamespace(connection=connection), FIRST, VINTAGE)
    assert found.schema == SCHEMA
    return {(row["municipality"], row["product"], row["period"]): (row["youths"], row["beside"]) for row in found.to_pylist()}


def test_a_youth_counts_once_in_the_region_and_with_the_successor_of_a_merged_municipality(counted):
    assert counted[None, None, "2026"] == (3, 0)  # anna, bram and cato, who are all known to provider b
    assert counted["new", "45", "2026"] == (2, 0)
    assert counted[None, None, "2026-02"] == (1, 0)
    assert not any(municipality == "old" for municipality, _product, _period in counted)


def test_a_month_counts_who_was_in_care_on_a_day_of_it(counted):
    assert [counted[None, "45", f"2026-0{month}"][0] for month in (1, 2, 3)] == [1, 1, 2]
    assert counted["other", "", "2026-01"] == (1, 0)
    assert ("other", "", "2026-02") not in counted


def test_nothing_after_the_vintage_is_counted(counted):
    assert ("other", "45", "2026") not in counted
    assert max(period for _municipality, _product, period in counted if len(period) > 4) == "2026-03"
