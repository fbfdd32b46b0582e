"""The list of questions of the monitor, by theme."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import units
from regiewijzer.apps.monitor.presenters.subject import Subject, said
from regiewijzer.definitions.indicators_types import Theme
from regiewijzer.vocabulary.periods import add_months
from regiewijzer.web.charts import Sparkline, sparkline


@dataclass(frozen=True, slots=True)
class Question:
    """One indicator with its newest value and small line."""

    indicator_id: str
    title: str
    name: str
    value: str
    noun: str
    month: str
    change: str
    trend: Sparkline | None


def theme_name(theme: Theme) -> str:
    """Return the theme in words."""
    return {
        Theme.QUALITY: _("Kwaliteit"),
        Theme.ACCESSIBILITY: _("Toegankelijkheid van hulp"),
        Theme.AFFORDABILITY: _("Betaalbaarheid"),
    }[theme]


def question_of(subject: Subject) -> Question:
    """Return one row of the list: the first outcome of the indicator."""
    outcome = next(subject.indicator.outcomes)
    line = subject.lines.get(outcome.code)
    title = said(subject.indicator.title)
    if subject.period is None or line is None:
        return Question(subject.indicator.id, title, said(outcome.label), _("geen gegevens"), "", "", "", None)
    now, before = line.at(subject.period), line.at(add_months(subject.period, -12))
    known = now.number is not None and before.number is not None
    return Question(
        subject.indicator.id,
        title,
        said(outcome.label),
        units.text(now, outcome.unit),
        units.noun(now.number, outcome.unit) if now.number is not None else "",
        subject.label(subject.period),
        units.difference(now.number, before.number, outcome.unit) if known else "",  # type: ignore[arg-type]
        sparkline([number for month, number in zip(line.periods, line.numbers(), strict=True) if month <= subject.period]),
    )


def by_theme(subjects: Iterable[Subject]) -> list[tuple[str, list[Question]]]:
    """Return the questions by theme, in a fixed order; within a theme the simplest question comes first."""
    found: dict[Theme, list[Question]] = {theme: [] for theme in (Theme.ACCESSIBILITY, Theme.QUALITY, Theme.AFFORDABILITY)}
    for subject in sorted(subjects, key=lambda one: (len(list(one.indicator.outcomes)), one.indicator.id)):
        found[subject.indicator.theme].append(question_of(subject))
    return [(theme_name(theme), questions) for theme, questions in found.items() if questions]
