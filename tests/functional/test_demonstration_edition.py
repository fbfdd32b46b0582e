"""The edition of the demonstration, on a real ledger and with the real protection: what leaves holds against the attack."""

from datetime import date, timedelta

import pytest

from regiewijzer.apps.monitor.actions import publish_moment
from regiewijzer.apps.publications import actions, contents
from regiewijzer.apps.publications.models import Edition
from regiewijzer.apps.publications.releasing import release
from regiewijzer.apps.publications.service import DEMONSTRATION, queue_demonstration
from regiewijzer.apps.publications.states import Audience, State
from regiewijzer.figures.figure import Cell, Figure
from regiewijzer.pipeline.figures import compute_figure
from tests.support.editions import CHECKER, MAKER, a_draft
from tests.support.true_region import EXACT, SETTINGS, TrueRegion, make_region
from tests.support.worker import work

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Place = tuple[str, date, tuple[str, ...]]  # series, period, codes
MONTH_BEFORE = SETTINGS.present - timedelta(days=31)


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    return make_region(tmp_path_factory.mktemp("demonstration"), carelessness=1.0, young_people=1200, burn_in_months=30)


@pytest.fixture
def demonstration(region, settings) -> Edition:
    """The edition as the set-up lets the worker make it."""
    settings.REGIEWIJZER_HOME = region.home
    publish_moment(day=MONTH_BEFORE, snapshot=1, by="test")
    assert queue_demonstration(maker=MAKER, checker=CHECKER)
    work()
    return Edition.objects.get()


def exact(region: TrueRegion, figure: Figure) -> dict[Place, float | int | None]:
    """Return what the ledger says without any protection."""
    found = compute_figure(region.home, figure.request, EXACT)
    return {place(cell): cell.value.number for cell in found.cells}


def place(cell: Cell) -> Place:
    return cell.series, cell.period, cell.dimensions


def shown(figure: Figure) -> dict[Place, float | int]:
    return {place(cell): cell.value.number for cell in figure.cells if cell.value.number is not None}


def figures_of(edition: Edition) -> dict[str, Figure]:
    return {one.key: contents.figure_of(one) for one in edition.figures.all()}


def test_every_table_of_the_demonstration_holds_against_the_attack(demonstration, region):
    assert demonstration.state == State.PUBLISHED
    assert {one.indicator_id for one in demonstration.figures.all()} == set(DEMONSTRATION)
    assert (demonstration.audit["leaks"], demonstration.audit["not_compared"]) == (0, [])
    assert demonstration.audit["sensitive"] > 20, "there was something to protect"
    found = figures_of(demonstration)
    total, parts = shown(found["young-people-in-care"]), shown(found["young-people-in-care-per-gemeente"])
    truth = exact(region, found["young-people-in-care-per-gemeente"])
    assert not [one for one, number in parts.items() if 0 < truth[one] < 10]
    for series, period, _ in total:
        missing = [one for one in truth if one[:2] == (series, period) and one not in parts]
        assert len(missing) != 1, "one hidden municipality is the region less the others"


def test_a_second_edition_a_month_later_for_others_and_with_other_questions_holds_too(demonstration, region):
    """Late messages change the same months; the councils also get questions that the public did not."""
    wanted = [*demonstration.wanted, ["flow", "municipality"], ["young-people-in-care", "care_form"]]
    said = {"day": SETTINGS.present, "snapshot": 1, "audience": Audience.COUNCILS, "wanted": wanted}
    second = a_draft(region.home, protected=False, **said)
    release(region.home, second, by=MAKER)
    second.refresh_from_db()
    assert second.audit_ok
    assert second.audit["against"] == [demonstration.number]
    actions.check(edition=second, by=CHECKER)
    actions.publish(edition=second, by=MAKER)
    before, after = figures_of(demonstration), figures_of(second)
    changed = 0
    for key in ("young-people-in-care", "young-people-in-care-per-gemeente", "flow"):
        now = shown(after[key])
        steps = [abs(now[one] - number) for one, number in shown(before[key]).items() if one in now and now[one] != number]
        assert not [step for step in steps if step < 10], "the difference tells of a few"
        changed += sum(now.get(one) != number for one, number in exact(region, after[key]).items() if one in now)
    assert changed, "or no value was kept, and this test tells nothing"
