"""What the worker does for the policy cycle: baselines, effects whose day has come, figures that changed since."""

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from regiewijzer.apps.cycle import drifting, mirroring, reminders
from regiewijzer.apps.cycle.demonstration import tell_story
from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.models import Expectation, Item
from regiewijzer.apps.cycle.states import State
from regiewijzer.web.home import current_home, current_region

AFTER_FORECASTS = -20
TAKING_PART = 3


@task(priority=AFTER_FORECASTS)
def look_after() -> None:
    """Work out what waits for it: what would have come without actions, outcomes whose day has come, figures that changed."""
    home = current_home()
    for expectation in Expectation.objects.filter(known_on__isnull=False, baseline={}).select_related("action"):
        mirroring.work_out_baseline(home, expectation)
    for effect in Item.objects.filter(kind=Kind.EFFECT, state=State.AWAITED, due__lte=timezone.localdate()):
        mirroring.mirror_effect(home, effect)
    drifting.compare_all(home)
    reminders.tell()


@task(priority=AFTER_FORECASTS)
def mirror_again(item_id: int) -> None:
    """Mirror one effect anew, at the wish of someone."""
    mirroring.mirror_effect(current_home(), Item.objects.get(pk=item_id))


@task()
def tell() -> None:
    """Tell the story of the demonstration, with the first municipalities that are not the whole region."""
    members = [(one.code, one.name) for one in current_region().municipalities if one.valid_until is None]
    with transaction.atomic():
        tell_story(current_home(), members[:TAKING_PART])


def queue_story() -> bool:
    """Let the worker tell the story of a demonstration, unless there is anything in the cycle already."""
    if Item.objects.exists() or not current_region().invented:
        return False
    tell.enqueue()
    return True


def queue_look_after(**_more: object) -> bool:
    """Let the worker look after the cycle, unless that waits already or there is nothing to look after."""
    waiting = DBTaskResult.objects.filter(task_path=look_after.module_path, status=TaskResultStatus.READY)
    if waiting.exists() or not Item.objects.exists():
        return False
    look_after.enqueue()
    return True
