"""Everything that writes editions: one transaction, one audit event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.publications import contents, policies
from regiewijzer.apps.publications.models import Edition, EditionFigure
from regiewijzer.apps.publications.states import Protection, State
from regiewijzer.pipeline.catalogue_terms import Frequency
from regiewijzer.web.refusals import NotNow

Wanted = Sequence[tuple[str, str]]  # indicator, dimension ("" for the whole region)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One protected figure with its frozen text and its answer in both languages."""

    indicator_id: str
    breakdown: str
    key: str
    content: str
    answer_nl: str = ""
    answer_en: str = ""


def _refuse(reason: str) -> None:
    if reason:
        raise NotNow(reason)


def _held(edition: Edition) -> Edition:
    """Return the edition as it stands now, with all others held until the transaction ends.

    Two people may press at once, and two editions that leave at the same time must not miss each other.
    """
    return {one.pk: one for one in Edition.objects.select_for_update()}[edition.pk]


def _event(event: str, edition: Edition, by: str, **details: object) -> None:
    record_event(event, actor=by, subject=str(edition.number), details={"audience": edition.audience, **details})


@transaction.atomic
def draft(
    *,
    title: str,
    summary: str,
    audience: str,
    day: date,
    snapshot: int,
    wanted: Wanted,
    by: str,
    frequency: str = Frequency.IRREGULAR.value,
    corrects: Edition | None = None,
    wrong: str = "",
) -> Edition:
    """Begin an edition; its figures are worked out and protected after this. NotNow when what it corrects may not be."""
    if corrects is not None:
        _refuse(policies.why_no_correction(_held(corrects)))
    highest = Edition.objects.aggregate(highest=Max("number"))["highest"] or 0
    edition = Edition.objects.create(
        number=highest + 1,
        audience=audience,
        title=title,
        summary=summary,
        day=day,
        snapshot=snapshot,
        frequency=frequency,
        wanted=[list(one) for one in wanted],
        corrects=corrects,
        wrong=wrong,
        makers=[by],
        made_by=by,
    )
    _event("edition_drafted", edition, by, corrects=corrects.number if corrects else None, figures=len(wanted))
    return edition


@transaction.atomic
def keep_figures(*, edition: Edition, prepared: Sequence[Prepared], audit: Mapping[str, Any], audit_ok: bool, by: str) -> None:
    """Keep the protected figures and the audit of a draft; NotNow when it is no draft any more."""
    found = _held(edition)
    _refuse(policies.why_no_change(found))
    found.figures.all().delete()
    for position, one in enumerate(prepared):
        EditionFigure.objects.create(
            edition=found,
            position=position,
            indicator_id=one.indicator_id,
            breakdown=one.breakdown,
            key=one.key,
            content=one.content,
            sha256=contents.hash_of(one.content),
            answer_nl=one.answer_nl,
            answer_en=one.answer_en,
        )
    found.audit, found.audit_ok, found.protection, found.failure = dict(audit), audit_ok, Protection.READY, ""
    found.save(update_fields=["audit", "audit_ok", "protection", "failure", "changed_at"])
    _event("edition_protected", found, by, figures=len(prepared), audit_ok=audit_ok)


@transaction.atomic
def fail(*, edition: Edition, reason: str, by: str) -> None:
    """Note that the figures could not be worked out; `reason` holds no data of persons."""
    found = _held(edition)
    found.protection, found.failure = Protection.FAILED, reason[:300]
    found.save(update_fields=["protection", "failure", "changed_at"])
    _event("edition_failed", found, by, reason=reason[:300])


@transaction.atomic
def change_texts(
    *, edition: Edition, title: str, summary: str, explanations: Mapping[str, str], by: str, wrong: str = ""
) -> None:
    """Change what a draft says beside its figures; who does is one of its makers from then on. NotNow when it is no draft."""
    found = _held(edition)
    _refuse(policies.why_no_change(found))
    found.title, found.summary = title, summary
    found.wrong = wrong if found.corrects_id else ""
    found.makers = list(dict.fromkeys([*found.makers, by]))
    found.save(update_fields=["title", "summary", "wrong", "makers", "changed_at"])
    for one in found.figures.all():
        if one.key in explanations:
            EditionFigure.objects.filter(pk=one.pk).update(explanation=explanations[one.key])
    _event("edition_text_changed", found, by)


@transaction.atomic
def check(*, edition: Edition, by: str) -> None:
    """Note that a second person checked it, with the hash of what was checked. NotNow for a maker, or without a good audit."""
    found = _held(edition)
    _refuse(policies.why_no_check(found, by))
    figures = list(found.figures.all())
    contents.verify(found, figures)
    found.state, found.checked_by, found.checked_at = State.CHECKED, by, timezone.now()
    found.content_sha256 = contents.content_sha256(found, figures)
    found.save(update_fields=["state", "checked_by", "checked_at", "content_sha256", "changed_at"])
    _event("edition_checked", found, by, sha256=found.content_sha256)


@transaction.atomic
def give_back(*, edition: Edition, by: str) -> None:
    """Give a checked edition back to its makers: the check no longer counts. NotNow in any other state."""
    found = _held(edition)
    _refuse(policies.why_no_return(found))
    found.state, found.checked_by, found.checked_at, found.content_sha256 = State.DRAFT, "", None, ""
    found.save(update_fields=["state", "checked_by", "checked_at", "content_sha256", "changed_at"])
    _event("edition_returned", found, by)


def _supersede(edition: Edition, by: str) -> None:
    """Mark what readers found until now as replaced; it stays readable."""
    for one in Edition.objects.select_for_update().filter(audience=edition.audience, state=State.PUBLISHED):
        one.state, one.replaced_by = State.SUPERSEDED, edition
        one.save(update_fields=["state", "replaced_by", "changed_at"])
        _event("edition_superseded", one, by, by_edition=edition.number)


@transaction.atomic
def publish(*, edition: Edition, by: str) -> None:
    """Publish what was checked; the edition of before for this audience is replaced by it.

    NotNow when it was not checked, when its audit failed or knows not all that was published meanwhile, or when what it corrects
    is no longer the newest;
    contents.EditionChanged when it is not what was checked.
    """
    found = _held(edition)
    if found.corrects is not None:
        _refuse(policies.why_no_correction(found.corrects))
    _refuse(policies.why_no_publication(found))
    contents.verify(found, list(found.figures.all()))
    _supersede(found, by)
    found.state, found.published_by, found.published_at = State.PUBLISHED, by, timezone.now()
    found.save(update_fields=["state", "published_by", "published_at", "changed_at"])
    _event("edition_published", found, by, sha256=found.content_sha256, checked_by=found.checked_by)


@transaction.atomic
def withdraw(*, edition: Edition, because: str, by: str) -> None:
    """Withdraw an edition for good: its address stays and says why, its figures are gone. NotNow when it already is."""
    found = _held(edition)
    _refuse(policies.why_no_withdrawal(found))
    before = found.state
    found.state, found.withdrawn_by, found.withdrawn_at, found.withdrawn_because = State.WITHDRAWN, by, timezone.now(), because
    found.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdrawn_because", "changed_at"])
    _event("edition_withdrawn", found, by, before=before)


@transaction.atomic
def ask_again(*, edition: Edition, by: str) -> None:
    """Ask to work the figures of a draft out once more. NotNow when it is no draft."""
    found = _held(edition)
    _refuse(policies.why_no_change(found))
    found.protection, found.failure = Protection.WAITING, ""
    found.save(update_fields=["protection", "failure", "changed_at"])
    _event("edition_protection_asked", found, by)
