"""What other apps and the set-up may use of the monitor."""

from datetime import date

from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.actions import publish_moment, publish_newest
from regiewijzer.apps.monitor.beside import Beside, beside
from regiewijzer.apps.monitor.following import (
    Line,
    LineInWords,
    Look,
    NoSuchLine,
    address_of,
    change_in_words,
    line_in,
    look_at,
    may_follow,
    why_not_followed,
)
from regiewijzer.apps.monitor.following import in_words as line_in_words
from regiewijzer.apps.monitor.names import care_forms
from regiewijzer.apps.monitor.on_paper import figure_blocks, figure_on_paper
from regiewijzer.apps.monitor.presenters.definition import sources_in_words
from regiewijzer.apps.monitor.presenters.paper import Around, Kept
from regiewijzer.apps.monitor.presenters.paper import banner_of as demonstration_banner
from regiewijzer.apps.monitor.presenters.subject import said
from regiewijzer.apps.monitor.publishing import Published, published_moments
from regiewijzer.apps.monitor.queries import NoSuchFigure, NothingLoaded
from regiewijzer.apps.monitor.queries import frozen as frozen_figure
from regiewijzer.apps.monitor.shown import ShownFigure, answer_sentences, cell_in_words, dimension_field, names_of, shown_figure
from regiewijzer.apps.monitor.warming import start_warming
from regiewijzer.apps.monitor.workbook import EXCEL, figure_as_workbook
from regiewijzer.apps.monitor.writing import Written, written_as
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.figure import Figure, Request
from regiewijzer.figures.scope import Scope, Where
from regiewijzer.indicators.settled import local_day
from regiewijzer.ledger.home import Home

__all__ = [
    "EXCEL",
    "Around",
    "Beside",
    "Kept",
    "Line",
    "LineInWords",
    "Look",
    "NoSuchFigure",
    "NoSuchLine",
    "NothingLoaded",
    "Published",
    "ShownFigure",
    "Written",
    "address_of",
    "answer_sentences",
    "beside",
    "care_forms",
    "cell_in_words",
    "change_in_words",
    "demonstration_banner",
    "dimension_field",
    "figure_as_workbook",
    "figure_blocks",
    "figure_of",
    "figure_on_paper",
    "frozen_figure",
    "known_days",
    "line_in",
    "line_in_words",
    "local_day",
    "look_at",
    "may_follow",
    "names_of",
    "publish_moment",
    "publish_newest",
    "published_moments",
    "request_at",
    "said",
    "shown_figure",
    "sources_in_words",
    "start_warming",
    "why_not_followed",
    "written_as",
]


def known_days(home: Home, scope: Scope) -> tuple[date, date]:
    """Return the first and the last day of which this reader can see figures; NothingLoaded when there is none."""
    return queries.known_days(home, scope)


def figure_of(
    home: Home,
    indicator: Indicator,
    scope: Scope,
    *,
    day: date,
    by: tuple[str, ...] = (),
    where: Where = (),
    periods: tuple[date | None, date | None] = (None, None),
) -> Figure:
    """Return the figure of an indicator as known at the end of a day, for at most five years, within first and last period.

    OutsideScope for rows that are not the reader's, and for a moment that was not published for who needs one.
    """
    request = queries.request_for(indicator, home=home, day=day, scope=scope, where=where, by=by)
    return queries.figure(home, queries.within(request, periods), scope)


def request_at(
    home: Home,
    indicator: Indicator,
    published: Published,
    *,
    by: tuple[str, ...] = (),
    periods: tuple[date | None, date | None] = (None, None),
) -> Request:
    """Return the request for an indicator of the whole region as known at a published moment, in the snapshot of that moment."""
    scope = Scope(published_only=True, published=frozenset({(published.snapshot, published.moment)}))
    request = queries.request_for(indicator, home=home, day=published.day, scope=scope, by=by)
    return queries.within(request, periods)
