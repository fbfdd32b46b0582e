"""The answer in a sentence, and the key figures."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import grains, units
from regiewijzer.apps.monitor.presenters.subject import Subject, said, series_of
from regiewijzer.definitions.indicators_types import Aggregation, Outcome, Series
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.vocabulary.periods import add_months

YEAR = 12
# More numbers side by side are no longer read; then they stand in a small table.
MOST_KEYS = 4


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number that matters; `before` is that of a year earlier, `change` compares with it."""

    name: str
    value: str
    noun: str
    change: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The first thing a reader reads. `many`: the keys are for a table rather than side by side."""

    sentence: str
    explanation: str
    period: str
    keys: tuple[KeyFigure, ...]
    many: bool = False


def _value(subject: Subject, outcome: str, months_back: int = 0) -> Value:
    assert subject.period is not None
    return subject.lines[outcome].at(add_months(subject.period, -months_back))


def _key(subject: Subject, outcome: Outcome) -> KeyFigure:
    now, before = _value(subject, outcome.code), _value(subject, outcome.code, YEAR)
    known = now.number is not None and before.number is not None
    change = units.difference(now.number, before.number, outcome.unit) if known else ""  # type: ignore[arg-type]
    noun = units.noun(now.number, outcome.unit) if now.number is not None else ""
    return KeyFigure(said(outcome.label), units.bare(now, outcome.unit), noun, change, units.bare(before, outcome.unit))


def _keys_of_one(subject: Subject, outcome: Outcome) -> tuple[KeyFigure, ...]:
    """A single number gets company: what it was a year earlier, and the difference."""
    key, before = _key(subject, outcome), _value(subject, outcome.code, YEAR)
    if before.number is None:
        return (key,)
    earlier = KeyFigure(_("Een jaar eerder"), key.before, units.noun(before.number, outcome.unit), "")
    return (KeyFigure(key.name, key.value, key.noun, ""), earlier, KeyFigure(_("Verschil"), key.change, "", ""))


def _sentence(subject: Subject, series: Series) -> str | None:
    """Return the answer of one series, or None when its value is not shown."""
    values = [_value(subject, outcome.code) for outcome in series.outcomes if outcome.code in subject.lines]
    if not values or values[0].number is None:
        return None
    assert subject.period is not None
    places = {"month": grains.in_words(subject.period, subject.grain), "value": units.bare(values[0], series.unit)}
    if series.aggregation is Aggregation.MEDIAN_P90:
        if values[1].number is None:
            return None
        places["p90"] = units.bare(values[1], series.unit)
    return said(series.answer).format(**places)


def _comparison(subject: Subject, outcome: str) -> str:
    now, before = _value(subject, outcome), _value(subject, outcome, YEAR)
    if now.number is None or before.number is None:
        return _("Een vergelijking met een jaar eerder is niet te maken.")
    return units.in_a_sentence(now.number, before.number, series_of(subject.indicator, outcome).unit)


def _kept(subject: Subject) -> str:
    """Say that a number of the answer is one of before: it changed by too few young people to be told."""
    told = (_value(subject, one.code, back) for one in subject.outcomes for back in (0, YEAR))
    if not any(value.is_kept for value in told):
        return ""
    return _("Een getal hierin is dat van een eerdere editie: het veranderde te weinig om dat te laten zien.")


def _provisional(subject: Subject) -> str:
    """Say from which period on numbers may still change."""
    first = next((period for period in subject.periods if subject.is_provisional(period)), None)
    if first is None or not subject.indicator.provisional.months:
        return ""
    return _("Vanaf %(period)s zijn de cijfers voorlopig.") % {"period": grains.in_words(first, subject.grain)}


def _nothing(subject: Subject) -> str:
    states = {value.state for line in subject.lines.values() for value in line.values}
    if ValueState.HIDDEN in states:
        return _("Voor deze keuze gaat het om zo weinig jongeren dat de cijfers zijn afgeschermd.")
    return _("Voor deze keuze zijn er geen gegevens.")


def answer_of(subject: Subject) -> Answer:
    """Return the answer; it leads with the newest period that is not provisional."""
    if subject.period is None:
        return Answer(_nothing(subject), "", "", ())
    shown = [(series, text) for series in subject.indicator.series if (text := _sentence(subject, series))]
    if not shown:
        return Answer(_nothing(subject), "", "", ())
    first, sentence = shown[0]
    # Two more sentences at most: beyond that the key figures below say it better.
    others = [text for _series, text in shown[1:]] if len(shown) <= 3 else []
    explanation = [_comparison(subject, first.outcomes[0].code), *others, _kept(subject), _provisional(subject)]
    outcomes = subject.outcomes
    keys = _keys_of_one(subject, outcomes[0]) if len(outcomes) == 1 else tuple(_key(subject, one) for one in outcomes)
    period = subject.label(subject.period)
    return Answer(sentence, " ".join(filter(None, explanation)), period, keys, many=len(outcomes) > MOST_KEYS)
