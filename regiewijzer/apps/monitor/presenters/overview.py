"""The list of questions of the monitor, by theme."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.presenters.subject import Subject, said
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.indicators_types import Direction, Indicator, Theme
from regiewijzer.vocabulary.periods import add_months
from regiewijzer.web.charts import Sparkline, sparkline

MESSAGES = "ijw"  # the source of what is in no extract


@dataclass(frozen=True, slots=True)
class Question:
    """One indicator with its newest value and small line. `verdict`: whether the change is in the good direction."""

    indicator_id: str
    title: str
    name: str
    value: str
    noun: str
    period: str
    change: str
    verdict: str
    trend: Sparkline | None


def theme_name(theme: Theme) -> str:
    """Return the theme in words."""
    return {
        Theme.QUALITY: _("Kwaliteit"),
        Theme.ACCESSIBILITY: _("Toegankelijkheid van hulp"),
        Theme.AFFORDABILITY: _("Betaalbaarheid"),
    }[theme]


def _verdict(direction: Direction, delta: float) -> str:
    """Say whether a change goes the way that the definition calls good; of some things no way is good in itself."""
    if delta == 0 or direction is Direction.NEUTRAL:
        return ""
    return _("de goede kant op") if (delta > 0) is (direction is Direction.UP) else _("de verkeerde kant op")


def question_of(subject: Subject) -> Question:
    """Return one row of the list: the first outcome of the indicator."""
    outcome = next(subject.indicator.outcomes)
    line = subject.lines.get(outcome.code)
    title = said(subject.indicator.title)
    if subject.period is None or line is None:
        return Question(subject.indicator.id, title, said(outcome.label), _("geen gegevens"), "", "", "", "", None)
    now, before = line.at(subject.period), line.at(add_months(subject.period, -12))
    change = verdict = ""
    if now.number is not None and before.number is not None:
        change = units.difference(now.number, before.number, outcome.unit)
        verdict = _verdict(subject.indicator.direction, now.number - before.number)
    shown = [number for period, number in zip(line.periods, line.numbers(), strict=True) if period <= subject.period]
    return Question(
        indicator_id=subject.indicator.id,
        title=title,
        name=said(outcome.label),
        value=units.text(now, outcome.unit),
        noun=units.noun(now.number, outcome.unit) if now.number is not None else "",
        period=subject.label(subject.period),
        change=change,
        verdict=verdict,
        trend=sparkline(shown) if len(shown) > 1 else None,
    )


def waiting_question(indicator: Indicator) -> Question:
    """Return the row of an indicator whose figure is still being worked out."""
    return Question(indicator.id, said(indicator.title), said(indicator.name), _("wordt berekend"), "", "", "", "", None)


def by_theme(subjects: Iterable[tuple[Indicator, Subject | None]]) -> list[tuple[str, list[Question]]]:
    """Return the questions by theme, in a fixed order; within a theme the simplest question comes first."""
    found: dict[Theme, list[Question]] = {theme: [] for theme in (Theme.ACCESSIBILITY, Theme.QUALITY, Theme.AFFORDABILITY)}
    for indicator, subject in sorted(subjects, key=lambda row: (len(list(row[0].outcomes)), row[0].id)):
        found[indicator.theme].append(question_of(subject) if subject else waiting_question(indicator))
    return [(theme_name(theme), questions) for theme, questions in found.items() if questions]


def sources_of(indicator: Indicator) -> frozenset[str]:
    """Return the extract tables that an indicator reads, and `MESSAGES` when it reads messages of the chain."""
    extracts = indicator.query.views & load_extract_tables().keys()
    # Names and calendars are read beside anything; a query that reads nothing else than those and extracts is of extracts.
    about_messages = indicator.query.views - extracts - _BESIDE_ANYTHING
    return extracts | {MESSAGES} if about_messages or not extracts else frozenset(extracts)


_BESIDE_ANYTHING = frozenset({"calendar_month", "horizon", "municipality", "provider", "care_form", "care_form_kind", "youth"})


def source_names(indicators: Iterable[Indicator]) -> Mapping[str, str]:
    """Return the sources of these indicators with their names, messages first."""
    used = {source for indicator in indicators for source in sources_of(indicator)}
    tables = load_extract_tables()
    named = {name: said(tables[name].title) for name in used if name in tables}
    return {MESSAGES: _("iJw-berichten")} | dict(sorted(named.items(), key=lambda row: row[1].lower()))
