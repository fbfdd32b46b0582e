"""What several pages of the monitor show alike."""

from django.urls import reverse
from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.breaks import known_breaks
from regiewijzer.apps.monitor.presenters.answer import answer_of
from regiewijzer.apps.monitor.presenters.chart import charts_of
from regiewijzer.apps.monitor.presenters.definition import definition_of, related_of, rounding_note
from regiewijzer.apps.monitor.presenters.events import Event, events_of
from regiewijzer.apps.monitor.presenters.passport import passport_of
from regiewijzer.apps.monitor.presenters.subject import Subject, said
from regiewijzer.apps.monitor.presenters.table import table_of
from regiewijzer.apps.monitor.views.asking import names_of_codes
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.figure import Figure
from regiewijzer.web.home import current_home, current_region


def crumbs(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the list of questions to this page, as text and address."""
    return [(_("Monitor"), reverse("monitor:list")), *steps]


def events_on(subject: Subject) -> tuple[Event, ...]:
    """Return what happened along the timeline of a figure: known breaks, and notes on everything or on the chosen places."""
    places = dict(subject.figure.request.where).get("municipality", ())
    breaks = known_breaks(current_region(), subject.indicator, queries.contract_turns(current_home()))
    return events_of(subject, breaks, queries.notes(subject.indicator.id, places))


def subject_parts(subject: Subject) -> dict[str, object]:
    """Return what a page with a figure shows of it."""
    events = events_on(subject)
    charts = charts_of(subject, events)
    return {
        "indicator": subject.indicator,
        "title": said(subject.indicator.title),
        "answer": answer_of(subject),
        "charts": charts,
        "events": events,
        "lettered": any(chart.specs for chart in charts),
        "table": table_of(subject),
        "definition": definition_of(subject.indicator, subject.figure),
        "flatters": said(subject.indicator.flatters) if subject.indicator.flatters else "",
        "related": related_of(subject.indicator, queries.indicators()),
        "note": rounding_note(subject.indicator, subject.figure.passport),
        "provisional_reason": said(subject.indicator.provisional.reason),
        "selection": passport_of(subject.figure, names_of_codes()).facts[0][1],
    }


def passport_parts(indicator: Indicator, figure: Figure) -> dict[str, object]:
    """Return what a page with a passport shows."""
    return {
        "title": said(indicator.title),
        "indicator": indicator,
        "passport": passport_of(figure, names_of_codes()),
        "definition": definition_of(indicator, figure),
        "both_languages": [
            ("nl", indicator.title.nl, indicator.definition.nl),
            ("en", indicator.title.en, indicator.definition.en),
        ],
        "notes": figure.passport.notes,
    }
