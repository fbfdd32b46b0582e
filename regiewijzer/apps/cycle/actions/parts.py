"""The parts of advice, responses, decisions and interpretations."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from regiewijzer.apps.cycle import policies
from regiewijzer.apps.cycle.actions.keeping import NotNow, held, keep, refuse
from regiewijzer.apps.cycle.models import AdvicePoint, Item, MunicipalTask, PointResponse, TableOutcome, Weighing
from regiewijzer.apps.cycle.models.interpretation import Outcome


@transaction.atomic
def set_points(*, advice: Item, points: Sequence[tuple[str, str]], version: int, by: Any) -> None:
    """Set the points of an advice: text, and what stops. NotNow where it lies fixed; ChangedMeanwhile when another was first."""
    found = held(advice, version)
    refuse(policies.why_no_change(found))
    found.points.all().delete()
    for position, (text, stops) in enumerate(points, 1):
        AdvicePoint.objects.create(advice=found, position=position, text=text, stops=stops)
    keep(found, "points_set", by.username, points=len(points))


@transaction.atomic
def answer_points(*, response: Item, answers: Mapping[AdvicePoint, tuple[str, str]], version: int, by: Any) -> None:
    """Say per point what becomes of it, and why. NotNow where the response was given; ChangedMeanwhile when another was first."""
    found = held(response, version)
    refuse(policies.why_no_change(found))
    for point, (answer, reason) in answers.items():
        PointResponse.objects.update_or_create(response=found, point=point, defaults={"answer": answer, "reason": reason})
    keep(found, "points_answered", by.username, points=len(answers))


@transaction.atomic
def weigh(*, decision: Item, weighings: Mapping[str, str], version: int, by: Any) -> None:
    """Say how each perspective was weighed. NotNow where the decision lies fixed; ChangedMeanwhile when another was first."""
    found = held(decision, version)
    refuse(policies.why_no_change(found))
    for perspective, text in weighings.items():
        if text:
            Weighing.objects.update_or_create(decision=found, perspective=perspective, defaults={"text": text})
        else:
            found.weighings.filter(perspective=perspective).delete()
    keep(found, "weighed", by.username)


@transaction.atomic
def ask_municipality(*, decision: Item, municipality_code: str, body: str, what: str, due: date, by: Any) -> None:
    """Note what a municipality has to do with a decision. NotNow when the same is asked already."""
    found = held(decision)
    asked = {"municipality_code": municipality_code, "body": body, "what": what}
    if found.tasks.filter(**asked).exists():
        raise NotNow(_("Dit staat al op de lijst van deze gemeente."))
    MunicipalTask.objects.create(decision=found, due=due, **asked)
    keep(found, "task_added", by.username, municipality=municipality_code, task=what)


@transaction.atomic
def finish_task(*, task: MunicipalTask, on: date, by: Any) -> None:
    """Note that a municipality did it. NotNow when that was noted before."""
    found = MunicipalTask.objects.select_for_update().get(pk=task.pk)
    if found.done_on is not None:
        raise NotNow(_("Dit was al afgevinkt."))
    found.done_on, found.done_by = on, by.username
    found.save(update_fields=["done_on", "done_by"])
    keep(held(found.decision), "task_done", by.username, municipality=found.municipality_code, task=found.what)


@transaction.atomic
def conclude(*, interpretation: Item, kind: str, text: str, consent_of: str, by: Any) -> None:
    """Note something the table ends with. NotNow where it lies fixed, and for research without consent of who asked."""
    found = held(interpretation)
    refuse(policies.why_no_change(found))
    if kind == Outcome.RESEARCH and not consent_of:
        raise NotNow(_("Vervolgonderzoek begint pas met instemming van de opdrachtgever. Noem wie instemde."))
    TableOutcome.objects.create(interpretation=found, kind=kind, text=text, consent_of=consent_of)
    keep(found, "outcome_added", by.username, kind=kind)


@transaction.atomic
def drop_outcome(*, interpretation: Item, outcome_id: int, by: Any) -> None:
    """Take back something the table ended with. NotNow where it lies fixed."""
    found = held(interpretation)
    refuse(policies.why_no_change(found))
    found.outcomes.filter(pk=outcome_id).delete()
    keep(found, "outcome_dropped", by.username)
