"""Everything that reads editions."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from regiewijzer.apps.publications import contents, policies
from regiewijzer.apps.publications.models import Edition, EditionFigure
from regiewijzer.apps.publications.states import READABLE, Audience, State
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.figure import Figure

ONCE_SEEN = Q(published_at__isnull=False)


def visible_to(user: Any) -> QuerySet[Edition]:
    """Return the editions that a user may read, newest first."""
    found = Edition.objects.select_related("corrects", "replaced_by")
    if policies.sees_all(user):
        return found
    return found.filter(audience__in=policies.audiences_of(user), state__in=READABLE)


def one(number: int) -> Edition | None:
    """Return an edition by its number."""
    return Edition.objects.select_related("corrects", "replaced_by").filter(number=number).first()


def public_editions() -> QuerySet[Edition]:
    """Return what was ever published for everyone, newest first; also what was withdrawn since."""
    return Edition.objects.select_related("corrects", "replaced_by").filter(ONCE_SEEN, audience=Audience.PUBLIC)


def newest(audience: str = Audience.PUBLIC) -> Edition | None:
    """Return what is published now for an audience."""
    return Edition.objects.select_related("corrects").filter(audience=audience, state=State.PUBLISHED).first()


def figures_of(edition: Edition) -> list[EditionFigure]:
    """Return the figures of an edition; contents.EditionChanged when anything in it is not what was frozen."""
    found = list(edition.figures.all())
    contents.verify(edition, found)
    return found


def once_seen() -> QuerySet[Edition]:
    """Return what readers have seen, also what was withdrawn since, in the order in which they saw it."""
    return Edition.objects.filter(ONCE_SEEN).order_by("published_at", "number")


def earlier_figures(editions: Iterable[Edition]) -> tuple[Figure, ...]:
    """Return the figures of these editions: together with them new figures must not leak.

    Of every question: what another one counts may be the same (a rate and its number), which the protection finds.
    """
    return tuple(contents.figure_of(one) for edition in editions for one in edition.figures.all())


def previous_of(edition: Edition) -> Edition | None:
    """Return the edition that readers of this audience found before: what it corrects, else the one published before it."""
    if edition.corrects is not None:
        return edition.corrects
    earlier = Edition.objects.filter(ONCE_SEEN, audience=edition.audience, state__in=READABLE).exclude(pk=edition.pk)
    if edition.published_at:
        earlier = earlier.filter(published_at__lt=edition.published_at)
    return earlier.order_by("-published_at").first()


def indicator_of(one: EditionFigure) -> Indicator | None:
    """Return the definition with which a figure was made, as near as it is still kept; None when the indicator is gone."""
    indicator = load_indicators().get(one.indicator_id)
    if indicator is None:
        return None
    version = contents.figure_of(one).passport.definition_version
    kept = (indicator, *indicator.earlier)
    return next((each for each in kept if each.definition_version == version), indicator)


def by_indicator(figures: Sequence[EditionFigure]) -> dict[str, list[EditionFigure]]:
    """Return the figures by indicator, in their order; of each the whole region comes first."""
    found: dict[str, list[EditionFigure]] = {}
    for each in sorted(figures, key=lambda each: (bool(each.breakdown), each.position)):
        found.setdefault(each.indicator_id, []).append(each)
    order = {each.indicator_id: each.position for each in reversed(figures)}
    return dict(sorted(found.items(), key=lambda item: order[item[0]]))
