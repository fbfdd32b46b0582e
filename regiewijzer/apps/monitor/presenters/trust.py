"""How far a change can be trusted, in sentences: what is in, what may still change, what is missing, what else happened then."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regiewijzer.apps.monitor import grains
from regiewijzer.apps.monitor.presenters.events import Event
from regiewijzer.apps.monitor.presenters.subject import Subject
from regiewijzer.definitions.indicators_types import Outcome
from regiewijzer.figures.figure import Passport
from regiewijzer.figures.values import ValueState
from regiewijzer.web import numbers

NEAR = 3  # months before and after the beginning of a change: what happened then stands beside it


def trust_of(subject: Subject, outcome: Outcome) -> tuple[str, ...]:
    """Return what a reader must know of the data behind a line before asking further."""
    return tuple(filter(None, (*_of_passport(subject.figure.passport), _provisional(subject), *_missing(subject, outcome))))


def _of_passport(passport: Passport) -> Iterator[str]:
    yield _completeness(passport)
    yield _findings(passport)
    if passport.reconstructed_share.number:
        share = numbers.percent(passport.reconstructed_share.number, 0)
        yield _("Van %(share)s van de gegevens is niet zeker wanneer zij binnenkwamen.") % {"share": share}


def _completeness(passport: Passport) -> str:
    expected, present = passport.completeness.get("expected"), passport.completeness.get("present")
    if not isinstance(expected, int) or not isinstance(present, int) or not expected:
        return _("Of alle leveringen binnen zijn, is niet te zeggen: er zijn geen verwachte afzenders vastgelegd.")
    return _("Van de verwachte leveringen is %(share)s binnen.") % {"share": numbers.percent(present / expected)}


def _findings(passport: Passport) -> str:
    found = passport.at_risk_share
    if found.state is ValueState.HIDDEN:
        return _("Hoeveel gegevens een open bevinding hebben, is afgeschermd: het gaat om weinig jongeren of weinig gegevens.")
    if found.number is None:
        return _("Hoeveel gegevens een open bevinding hebben, is niet te zeggen: de controles zijn niet uitgevoerd.")
    return _("%(share)s van de gegevens heeft een open bevinding.") % {"share": numbers.percent(found.number)}


def _provisional(subject: Subject) -> str:
    first = next((period for period in subject.periods if subject.is_provisional(period)), None)
    if first is None:
        return ""
    when = grains.in_words(first, subject.grain)
    return _("Wat vanaf %(period)s is geteld, is voorlopig en telt niet mee bij dit signaal.") % {"period": when}


def _missing(subject: Subject, outcome: Outcome) -> Iterator[str]:
    """Yield how many periods of the line have no number, and why."""
    states = [value.state for value in subject.lines[outcome.code].values] if outcome.code in subject.lines else []
    hidden, unknown = states.count(ValueState.HIDDEN), states.count(ValueState.UNKNOWN)
    if hidden:
        yield ngettext(
            "In %(count)s periode is het cijfer afgeschermd; die telt niet mee.",
            "In %(count)s perioden is het cijfer afgeschermd; die tellen niet mee.",
            hidden,
        ) % {"count": hidden}
    if unknown:
        yield ngettext(
            "Van %(count)s periode is het cijfer onbekend; die telt niet mee.",
            "Van %(count)s perioden is het cijfer onbekend; die tellen niet mee.",
            unknown,
        ) % {"count": unknown}


def events_near(events: Sequence[Event], began: date, subject: Subject) -> tuple[Event, ...]:
    """Return what happened around the beginning of a change: breaks, changes of the definition, and notes."""
    periods = max(1, NEAR // grains.STEP[subject.grain])
    first, last = (grains.following(began, subject.grain, count) for count in (-periods, periods))
    return tuple(one for one in events if first <= one.month <= last)
