"""The answer in a sentence, and the key figures."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.presenters.subject import Subject, said, series_of
from regiewijzer.definitions.indicators_types import Aggregation, Outcome, Series
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.vocabulary.periods import add_months
from regiewijzer.web import numbers


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number that matters; `change` compares with a year earlier."""

    name: str
    value: str
    noun: str
    change: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The first thing a reader reads."""

    sentence: str
    explanation: str
    month: str
    keys: tuple[KeyFigure, ...]


def _value(subject: Subject, outcome: str, months_back: int = 0) -> Value:
    assert subject.month is not None
    return subject.lines[outcome].at(add_months(subject.month, -months_back))


def _key(subject: Subject, outcome: Outcome) -> KeyFigure:
    now, before = _value(subject, outcome.code), _value(subject, outcome.code, 12)
    known = now.number is not None and before.number is not None
    change = units.difference(now.number, before.number, outcome.unit) if known else ""  # type: ignore[arg-type]
    noun = units.noun(now.number, outcome.unit) if now.number is not None else ""
    return KeyFigure(said(outcome.label), units.text(now, outcome.unit), noun, change)


def _keys_of_one(subject: Subject, outcome: Outcome) -> tuple[KeyFigure, ...]:
    """A single number gets company: what it was a year earlier, and the difference."""
    key, before = _key(subject, outcome), _value(subject, outcome.code, 12)
    if before.number is None:
        return (key,)
    earlier = KeyFigure(_("Een jaar eerder"), units.text(before, outcome.unit), units.noun(before.number, outcome.unit), "")
    return (KeyFigure(key.name, key.value, key.noun, ""), earlier, KeyFigure(_("Verschil"), key.change, "", ""))


def _sentence(subject: Subject, series: Series) -> str | None:
    """Return the answer of one series, or None when its value is not shown."""
    values = [_value(subject, outcome.code) for outcome in series.outcomes]
    if any(value.number is None for value in values):
        return None
    texts = [units.text(value, series.unit) for value in values]
    assert subject.month is not None
    places = {"month": numbers.month(subject.month), "value": texts[0]}
    if series.aggregation is Aggregation.MEDIAN_P90:
        places["p90"] = texts[1]
    return said(series.answer).format(**places)


def _comparison(subject: Subject, outcome: str) -> str:
    now, before = _value(subject, outcome), _value(subject, outcome, 12)
    if now.number is None or before.number is None:
        return _("Een vergelijking met een jaar eerder is niet te maken.")
    return units.in_a_sentence(now.number, before.number, series_of(subject.indicator, outcome).unit)


def _nothing(subject: Subject) -> str:
    states = {value.state for line in subject.lines.values() for value in line.values}
    if ValueState.HIDDEN in states:
        return _("Voor deze keuze gaat het om zo weinig jongeren dat de cijfers zijn afgeschermd.")
    return _("Voor deze keuze zijn er geen gegevens.")


def answer_of(subject: Subject) -> Answer:
    """Return the answer; it leads with the newest month that is not provisional."""
    if subject.month is None:
        return Answer(_nothing(subject), "", "", ())
    shown = [(series, text) for series in subject.indicator.series if (text := _sentence(subject, series))]
    if not shown:
        return Answer(_nothing(subject), "", "", ())
    first, sentence = shown[0]
    # Two more sentences at most: beyond that the key figures below say it better.
    others = [text for _series, text in shown[1:]] if len(shown) <= 3 else []
    explanation = [_comparison(subject, first.outcomes[0].code), *others]
    months = subject.indicator.provisional.months
    if months:
        text = ngettext("De laatste maand is voorlopig.", "De laatste %(count)s maanden zijn voorlopig.", months)
        explanation.append(text % {"count": months})
    outcomes = [outcome for outcome in subject.indicator.outcomes if outcome.code in subject.lines]
    keys = _keys_of_one(subject, outcomes[0]) if len(outcomes) == 1 else tuple(_key(subject, outcome) for outcome in outcomes)
    return Answer(sentence, " ".join(explanation), numbers.month(subject.month), keys)
