"""What happened along a timeline: a letter above the chart and a sentence below it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from regiewijzer.apps.monitor import grains
from regiewijzer.apps.monitor.breaks import Break
from regiewijzer.apps.monitor.models import Annotation
from regiewijzer.apps.monitor.presenters.subject import Subject
from regiewijzer.web import numbers


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `by` and `note` are there for a note that someone wrote."""

    letter: str
    month: date
    when: str
    text: str
    by: str = ""
    note: int | None = None


def _letters() -> Iterable[str]:
    yield from ascii_uppercase
    yield from (first + second for first in ascii_uppercase for second in ascii_uppercase)


def events_of(subject: Subject, breaks: Sequence[Break], notes: Iterable[Annotation]) -> tuple[Event, ...]:
    """Return the events within the periods that are shown, oldest first, each with its letter."""
    if not subject.periods:
        return ()
    first, until = subject.periods[0], grains.following(subject.periods[-1], subject.grain)
    found = [(one.month, one.text, "", None) for one in breaks]
    found += [(note.month, note.text, note.written_by, note.pk) for note in notes]
    # What lies before the first period explains nothing that is on the page.
    inside = sorted((one for one in found if first < one[0] < until), key=lambda one: (one[0], one[3] or 0))
    return tuple(
        Event(letter, grains.period_of(month, subject.grain), numbers.month(month), text, by, note)
        for letter, (month, text, by, note) in zip(_letters(), inside, strict=False)
    )
