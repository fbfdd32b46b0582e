"""A change of a line with what must be read beside it: the chart, the quality of the data, and the mix."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.breaks import Break, known_breaks
from regiewijzer.apps.monitor.dimensions import BY_CODE
from regiewijzer.apps.monitor.following import Line, look_at
from regiewijzer.apps.monitor.presenters.chart import ChartView, Drawn, chart_of
from regiewijzer.apps.monitor.presenters.events import Event, events_of
from regiewijzer.apps.monitor.presenters.lasting import in_words
from regiewijzer.apps.monitor.presenters.mix import Mix, dimensions_of_mix, mix_of, not_distinguished, nothing_told
from regiewijzer.apps.monitor.presenters.subject import Subject, said
from regiewijzer.apps.monitor.presenters.table import Table, table_of
from regiewijzer.apps.monitor.presenters.trust import events_near, trust_of
from regiewijzer.apps.monitor.shown import names_of
from regiewijzer.definitions.indicators_types import Outcome
from regiewijzer.figures.scope import OffTheMenu, OutsideScope, Scope
from regiewijzer.indicators.change_detection import Signal
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Region

ELEMENT = "grafiek-signaal"


@dataclass(frozen=True, slots=True)
class Beside:
    """A change in words and in a chart, and what stands beside it. `near`: what else happened around its beginning."""

    sentence: str
    began: str
    chart: ChartView | None
    events: tuple[Event, ...]
    table: Table
    trust: tuple[str, ...]
    near: tuple[Event, ...]
    mixes: tuple[Mix, ...]


def _events(home: Home, region: Region, subject: Subject, *more: Break) -> tuple[Event, ...]:
    """Return what happened along the line, as its own page does, with more among it."""
    places = dict(subject.figure.request.where).get("municipality", ())
    breaks = known_breaks(region, subject.indicator, queries.contract_turns(home))
    return events_of(subject, (*breaks, *more), queries.notes(subject.indicator.id, places))


def _chart(subject: Subject, outcome: Outcome, events: tuple[Event, ...]) -> ChartView | None:
    line = subject.lines.get(outcome.code)
    if line is None or len(line.shown()) < 2:
        return None
    label = said(outcome.label)
    return chart_of(subject, [Drawn(label, line)], outcome.unit, element_id=ELEMENT, title=label, events=events)


def _mixes(home: Home, region: Region, subject: Subject, outcome: Outcome, change: Signal, scope: Scope) -> Iterator[Mix]:
    called = names_of(home, region)
    for name in dimensions_of_mix(subject):
        if name not in subject.indicator.dimensions:
            yield not_distinguished(BY_CODE[name])
            continue
        try:
            by = queries.figure(home, replace(subject.figure.request, by=(name,)), scope)
        except (OffTheMenu, OutsideScope):
            yield nothing_told(BY_CODE[name])
        else:
            yield mix_of(by, subject, outcome, change.began, called.get(name, {}))


def beside(home: Home, region: Region, line: Line, change: Signal, scope: Scope) -> Beside:
    """Return a change with its context, as this reader may see it; raises what `look_at` does."""
    subject = look_at(home, line, scope).subject
    outcome = subject.indicator.outcome(line.outcome)
    events = _events(home, region, subject, Break(change.began, _("Vanaf hier ligt de lijn op een ander niveau.")))
    return Beside(
        sentence=in_words(change, subject.grain),
        began=subject.label(change.began),
        chart=_chart(subject, outcome, events),
        events=events,
        table=table_of(subject),
        trust=trust_of(subject, outcome),
        near=events_near(_events(home, region, subject), change.began, subject),
        mixes=tuple(_mixes(home, region, subject, outcome, change, scope)),
    )
