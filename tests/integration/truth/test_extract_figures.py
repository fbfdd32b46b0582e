"""On clean extracts the indicators that stand on them equal the truth: sums before quotients, and nobody twice."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

import pytest

from regiewijzer.vocabulary.periods import add_months, next_month
from tests.support.true_region import TrueRegion

Values = dict[date, float]
RESIDENCE, INSTITUTION = {"11", "12", "13", "14"}, {"13", "14"}
NO_HELP = {"JB", "JR", "PJ", "unknown"}
APPLICATIONS = "SELECT applied_on, started_on FROM {applications} WHERE form NOT IN ('JB', 'JR')"  # nobody applies for a measure

# Indicator, series, table of the truth, what is divided by what, of which rows.
QUOTIENTS = [
    ("caseload", "per_fte", "workforce", "sum(caseload) / sum(fte)", "caseload IS NOT NULL"),
    ("peer-review", "taking_part", "workforce", "sum(peer_review) / sum(headcount)", "peer_review IS NOT NULL"),
    ("function-mix", "mbo", "workforce", "sum(fte) FILTER (function_group = 'mbo') / sum(fte)", "true"),
    ("needed-hours", "budgeted", "planned_hours", "sum(hours_budgeted) / sum(hours_needed)", "true"),
    ("care-worker-changes", "per_trajectory", "worker_continuity", "sum(worker_changes) / sum(trajectories)", "true"),
    ("care-worker-changes", "with_change", "worker_continuity", "sum(trajectories_with_change) / sum(trajectories)", "true"),
    ("taking-part", "youth", "experience", "sum(positive) / sum(responses)", "topic = 'taking_part' AND perspective = 'youth'"),
    ("experienced-quality", "gp", "experience", "sum(positive) / sum(responses)", "topic = 'quality' AND perspective = 'gp'"),
    ("experienced-quality", "gp_response", "experience", "sum(responses) / sum(invited)",
     "topic = 'quality' AND perspective = 'gp'"),
    ("client-satisfaction", "parent", "satisfaction", "sum(satisfied) / sum(responses)", "perspective = 'parent'"),
    ("client-satisfaction", "parent_mark", "satisfaction", "sum(score * responses) / sum(responses)", "perspective = 'parent'"),
    ("goal-attainment", "no_restart", "outcome", "sum(positive) / sum(responses)", "head = 'no_restart'"),
    ("goal-attainment", "no_restart_response", "outcome", "sum(responses) / sum(ended)", "head = 'no_restart'"),
    ("gp-youth-workers", "practices", "access_workforce", "sum(gp_practices_with_youth_worker) / sum(gp_practices)", "true"),
    ("access-registered-professionals", "registered", "access_workforce", "sum(skj_registered) / sum(headcount)", "true"),
    ("capacity-use", "occupancy", "capacity", "sum(occupied) / sum(places)", "true"),
    ("absentees-in-care", "share_in_care", "school_absentee", "sum(young_people) FILTER (in_care) / sum(young_people)",
     "absence_type <> 'at_risk' AND stage <> 'returned'"),
]  # fmt: skip


def told(region: TrueRegion, indicator: str, series: str) -> Values:
    """Return what the figure says, without what it leaves open."""
    cells = region.cells(indicator)
    return {period: value for (name, period), value in cells.items() if name == series and value is not None}


def same(found: Values, true: Values, *, at_least: int) -> None:
    """Compare every period that is told with the truth."""
    assert len(found) >= at_least
    assert found == pytest.approx({period: true.get(period, 0) for period in found})


@pytest.mark.parametrize(("indicator", "series", "table", "quotient", "rows"), QUOTIENTS, ids=lambda one: str(one)[:20])
def test_quotient_is_of_sums(clean: TrueRegion, indicator: str, series: str, table: str, quotient: str, rows: str):
    file = f"'{clean.folder}/truth/extracts/{table}.parquet'"
    true = dict(clean.truth(f"SELECT quarter, ({quotient})::DOUBLE FROM {file} WHERE {rows} GROUP BY quarter"))

    same(told(clean, indicator, series), true, at_least=3)


def test_young_people_waiting(clean: TrueRegion):
    applications = clean.truth(APPLICATIONS)
    found = told(clean, "young-people-waiting", "waiting")
    true = {month: sum(applied < next_month(month) <= started for applied, started in applications) for month in found}

    same(found, true, at_least=10)


def test_application_to_start(clean: TrueRegion):
    days = defaultdict(list)
    for applied, started in clean.truth(APPLICATIONS):
        days[started.replace(day=1)].append((started - applied).days)

    same(told(clean, "application-to-start", "application_to_start_median"), {m: median(d) for m, d in days.items()}, at_least=10)


def test_application_to_start_by_the_newest_delivery_to_cbs(clean: TrueRegion):
    """Care that goes on is in every delivery; it started once."""
    columns = "bsn, provider_code, cbs_form, started_on, applied_on"
    file = f"'{clean.folder}/truth/extracts/cbs_care.parquet'"
    rows = clean.truth(f"SELECT {columns} FROM {file} WHERE applied_on IS NOT NULL ORDER BY half_year")
    newest = {row[:4]: (row[3] - row[4]).days for row in rows}
    days = defaultdict(list)
    for (*_, started), waited in newest.items():
        days[started.replace(day=1)].append(waited)

    assert len(rows) > len(newest)
    true = {month: median(waited) for month, waited in days.items()}
    same(told(clean, "application-to-start", "cbs_application_to_start_median"), true, at_least=10)


def _last_days(region: TrueRegion) -> Iterator[tuple[date, date]]:
    """Yield every month of the region with its last day."""
    month = region.settings.first_month
    while month <= region.settings.present:
        yield month, next_month(month) - timedelta(1)
        month = next_month(month)


def test_growing_up_at_home_or_in_a_family(clean: TrueRegion):
    spells = clean.truth("SELECT person, care_form, started_on, coalesce(delivered_until, DATE '9999-01-01') FROM {trajectories}")
    family, home = {}, {}
    for month, day in _last_days(clean):
        forms = defaultdict(set)
        for person, form, started, until in spells:
            if started <= day < until and form not in NO_HELP:
                forms[person].add(form)
        family[month] = sum(not have & INSTITUTION for have in forms.values()) / len(forms)
        home[month] = sum(not have & RESIDENCE for have in forms.values()) / len(forms)

    same(told(clean, "home-like-growing-up", "home_or_family"), family, at_least=12)
    same(told(clean, "home-like-growing-up", "at_home"), home, at_least=12)


def test_supervision_orders_count_once_a_quarter(clean: TrueRegion):
    """An order is in every delivery of the half-years that it touches."""
    rows = (
        "SELECT bsn, half_year, started_on, coalesce(stopped_until, DATE '9999-01-01') FROM '{0}' WHERE measure IN ('11', '12')"
    )
    orders = clean.truth(rows.format(f"{clean.folder}/truth/extracts/cbs_protection.parquet"))
    found = told(clean, "supervision-orders", "running")
    true = {}
    for quarter in found:
        after = add_months(quarter, 3)
        half_year = quarter.replace(month=1 if quarter.month < 7 else 7)
        true[quarter] = len({bsn for bsn, half, start, until in orders if half == half_year and start < after <= until})

    assert any(found.values())
    same(found, true, at_least=3)


def test_school_absentees(clean: TrueRegion):
    """Who is at home on the last day of the quarter: not those at risk, not those back at school, not those lost from sight."""
    absences = clean.truth("SELECT person, kind, started_on, until, lost_on FROM {absences}")
    found = told(clean, "school-absentees", "absentees")
    true = {}
    for quarter in found:
        after = add_months(quarter, 3)
        counted: dict[int, bool] = {}
        for person, kind, start, until, lost in absences:
            if start < after and until > quarter and lost >= after:
                counted.setdefault(person, kind != "at_risk" and until >= after)
        true[quarter] = sum(counted.values())

    assert any(found.values())
    same(found, true, at_least=3)
