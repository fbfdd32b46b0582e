"""Working out and protecting the figures of an edition: runs in the worker, never in a page."""

from django_tasks import task

from regiewijzer.apps.publications import actions
from regiewijzer.apps.publications.models import Edition
from regiewijzer.apps.publications.releasing import release
from regiewijzer.web.home import current_home


class NotSafe(RuntimeError):
    """An edition that was to be published did not pass its audit."""


@task()
def release_edition(number: int, by: str) -> None:
    """Make the figures of a draft ready, or note that it failed; a draft that was withdrawn meanwhile is left alone."""
    edition = Edition.objects.get(number=number)
    try:
        release(current_home(), edition, by=by)
    except actions.NotNow:
        return
    except Exception as error:
        # The text may name what may not be seen; its kind cannot. The worker keeps the rest with the task.
        actions.fail(edition=edition, reason=type(error).__name__, by=by)
        raise


@task()
def publish_demonstration(number: int, maker: str, checker: str) -> None:
    """Make the edition of the demonstration ready, let a second person check it and the maker publish it."""
    release_edition.func(number, maker)
    edition = Edition.objects.get(number=number)
    if not edition.audit_ok:
        # The edition says so to who opens it; without this the worker would say that all went well.
        raise NotSafe(f"edition {number} did not pass its audit and was not published: {edition.audit.get('leaks')} values leak")
    actions.check(edition=edition, by=checker)
    actions.publish(edition=edition, by=maker)
