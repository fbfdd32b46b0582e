"""Which paper, workbook and lines an address of the monitor gives: a figure with its choice, its breakdown, a frozen figure."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.analyses.grid import Years
from regiewijzer.apps.monitor.analyses.layout import known_part
from regiewijzer.apps.monitor.analyses.paper import paper_of_part
from regiewijzer.apps.monitor.dimensions import Dimension
from regiewijzer.apps.monitor.presenters.events import Event
from regiewijzer.apps.monitor.presenters.paper import Around, members_in, paper_of, paper_of_any, paper_of_members
from regiewijzer.apps.monitor.presenters.subject import Subject, subject_of
from regiewijzer.apps.monitor.views.asking import Asked, find_indicator, names_of_codes
from regiewijzer.apps.monitor.views.breaking_down import whose_rows
from regiewijzer.apps.monitor.views.parts import events_on
from regiewijzer.figures.figure import Figure
from regiewijzer.web.home import current_home, current_region
from regiewijzer.web.papers import Paper


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken away as a file: a figure, with the name of the file and what stands around the figure."""

    figure: Figure
    name: str
    around: Around

    @property
    def subject(self) -> Subject:
        """The figure with its indicator."""
        return subject_of(find_indicator(self.figure.request.indicator), self.figure)


def _around(request: HttpRequest, address: str, events: tuple[Event, ...] = ()) -> Around:
    return Around(current_region(), request.build_absolute_uri(address), names_of_codes(), events)


def _address(asked: Asked) -> str:
    """Return the address of the page with this choice, the day included: tomorrow it shows the same day."""
    dimension = asked.form.breakdown()
    return reverse("monitor:indicator", args=[asked.indicator.id]) + asked.form.address(
        asked.form.compared(dimension) if dimension else ()
    )


def of_page(request: HttpRequest, asked: Asked) -> Taken:
    """Return the figure of a page."""
    return Taken(asked.figure, asked.indicator.id, _around(request, _address(asked)))


def of_breakdown(request: HttpRequest, asked: Asked) -> Taken:
    """Return the breakdown of a page; the figure itself where there is nothing to break down."""
    found = _broken_down(asked)
    if found is None:
        return of_page(request, asked)
    dimension, figure = found
    return Taken(figure, f"{asked.indicator.id}-per-{dimension.field}", _around(request, _address(asked)))


def of_frozen(request: HttpRequest, figure: Figure, figure_id: str) -> Taken:
    """Return a frozen figure."""
    return Taken(figure, figure_id, _around(request, reverse("monitor:frozen", args=[figure_id])))


def _broken_down(asked: Asked) -> tuple[Dimension, Figure] | None:
    dimension = asked.form.breakdown()
    if dimension is None:
        return None
    assert asked.request is not None
    _everything, by = queries.breakdown_requests(asked.request, asked.scope, dimension.code)
    return dimension, queries.figure(current_home(), by, asked.scope)


def page_on_paper(request: HttpRequest, asked: Asked, taken: Taken) -> Paper:
    """Return the whole page as a paper: the figure, and the members of its breakdown."""
    around, found = _around(request, _address(asked), events_on(taken.subject)), _broken_down(asked)
    if found is None:
        return paper_of(taken.subject, around)
    dimension, figure = found
    members = members_in(subject_of(asked.indicator, figure), around, asked.form.outcome())
    breakdown = (figure, members) if members and len(members.rows) > 1 else None
    return paper_of(taken.subject, around, breakdown, whose_rows(asked, dimension))


def breakdown_on_paper(request: HttpRequest, asked: Asked, taken: Taken) -> Paper:
    """Return the breakdown of a page as a paper; the page itself where there is nothing to break down."""
    dimension = asked.form.breakdown()
    if dimension is None:
        return page_on_paper(request, asked, taken)
    members = members_in(taken.subject, taken.around, asked.form.outcome())
    return paper_of_members(taken.subject, members, taken.around, whose_rows(asked, dimension))


def frozen_on_paper(taken: Taken) -> Paper:
    """Return a frozen figure as a paper, whatever it was broken down by; as its analysis draws it, where one does."""
    part = known_part(taken.figure.request.indicator, taken.figure.request.by)
    if part is not None:
        return paper_of_part(part, taken.subject, taken.around, Years())
    return paper_of_any(taken.subject, taken.around)
