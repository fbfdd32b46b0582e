"""Figures that were worked out elsewhere, such as those of an edition, shown as the monitor shows its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from regiewijzer.apps.monitor import grains, names, queries, units
from regiewijzer.apps.monitor.dimensions import BY_CODE
from regiewijzer.apps.monitor.presenters.answer import Answer, answer_of
from regiewijzer.apps.monitor.presenters.breakdown import Breakdown, breakdown_of
from regiewijzer.apps.monitor.presenters.chart import ChartView, charts_of
from regiewijzer.apps.monitor.presenters.definition import Definition, definition_of
from regiewijzer.apps.monitor.presenters.passport import PassportView, passport_of
from regiewijzer.apps.monitor.presenters.subject import Subject, said, subject_of
from regiewijzer.apps.monitor.presenters.table import Table, table_of
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.figure import Cell, Figure
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Region


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure of the whole region with its breakdowns, in the language of the page."""

    title: str
    name: str
    answer: Answer
    charts: tuple[ChartView, ...]
    table: Table
    breakdowns: tuple[Breakdown, ...]
    definition: Definition
    passport: PassportView
    provisional_reason: str
    flatters: str


def names_of(home: Home, region: Region) -> names.Names:
    """Return the names of codes per dimension, in the language of the page."""
    return names.of_dimensions(region, queries.district_names(home))


def _breakdown(subject: Subject, figure: Figure, called: names.Names, region: Region) -> Breakdown | None:
    (code,) = figure.request.by
    ended = names.merged(region, subject.period) if code == "municipality" and subject.period else {}
    outcome = next(subject.indicator.outcomes)
    return breakdown_of(subject, figure, outcome, BY_CODE[code], called.get(code, {}), ended=ended)


def shown_figure(
    indicator: Indicator, figure: Figure, breakdowns: Sequence[Figure], *, called: names.Names, region: Region, name: str
) -> ShownFigure:
    """Return a figure without breakdown, and those of it with one, ready to show; `name` keeps charts apart on one page."""
    subject = subject_of(indicator, figure)
    found = (_breakdown(subject, one, called, region) for one in breakdowns)
    return ShownFigure(
        title=said(indicator.title),
        name=said(indicator.name),
        answer=answer_of(subject),
        charts=tuple(charts_of(subject, name=name)),
        table=table_of(subject),
        breakdowns=tuple(one for one in found if one),
        definition=definition_of(indicator, figure),
        passport=passport_of(figure, called),
        provisional_reason=said(indicator.provisional.reason),
        flatters=said(indicator.flatters) if indicator.flatters else "",
    )


def answer_sentences(indicator: Indicator, figure: Figure) -> str:
    """Return the answer of a figure without breakdown and what must be said with it, in the language of the page."""
    answer = answer_of(subject_of(indicator, figure))
    return f"{answer.sentence} {answer.explanation}".strip()


def cell_in_words(indicator: Indicator, cell: Cell, by: Sequence[str], called: names.Names) -> tuple[str, str, str]:
    """Return period, what is counted and of whom, and the value of a cell."""
    outcome = indicator.outcome(cell.series)
    members = (called.get(dimension, {}).get(code, code) for dimension, code in zip(by, cell.dimensions, strict=True))
    return (
        grains.label(cell.period, indicator.grain),
        ", ".join((said(outcome.label), *members)),
        units.text(cell.value, outcome.unit),
    )


def dimension_field(code: str) -> str:
    """Return the Dutch name of a dimension as it stands in an address."""
    return BY_CODE[code].field
