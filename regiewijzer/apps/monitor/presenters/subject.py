"""One figure with its definition, in the language of the page: what every part of a page starts from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import grains
from regiewijzer.apps.monitor.timelines import (
    Timeline,
    period_to_lead_with,
    periods_of,
    timelines,
)
from regiewijzer.definitions.indicators_types import Aggregation, Grain, Indicator, Outcome, Series
from regiewijzer.definitions.rules import RuleText
from regiewijzer.figures.figure import Figure
from regiewijzer.indicators.settled import first_provisional, is_provisional, local_day


def said(text: RuleText) -> str:
    """Return a text of a definition in the language of the page."""
    return text.in_language(get_language() or "nl")


@dataclass(frozen=True, slots=True)
class Subject:
    """A figure without breakdown and the indicator it is of."""

    indicator: Indicator
    figure: Figure
    lines: Mapping[str, Timeline]  # by outcome, in the order of the definition
    periods: tuple[date, ...]
    provisional_from: date
    period: date | None  # the one the page leads with

    @property
    def month(self) -> date | None:
        """The period the page leads with."""
        return self.period

    @property
    def grain(self) -> Grain:
        """How long a period is."""
        return self.indicator.grain

    def is_provisional(self, period: date) -> bool:
        """Tell whether the period may still change notably."""
        return is_provisional(period, self.grain, self.provisional_from)

    def label(self, period: date) -> str:
        """Return the name of a period."""
        return grains.label(period, self.grain)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes that have a line and are a value of their own, not a limit around one."""
        return tuple(one for one in self.indicator.outcomes if one.code in self.lines and not one.is_limit)


def subject_of(indicator: Indicator, figure: Figure) -> Subject:
    """Return the subject of a figure without breakdown."""
    found = timelines(figure, indicator.grain)
    lines = {outcome.code: found[(), outcome.code] for outcome in indicator.outcomes if ((), outcome.code) in found}
    provisional_from = first_provisional(figure.request.moment, indicator.provisional.months)
    leading = list(lines.values())[:1]
    period = period_to_lead_with(leading, indicator.grain, provisional_from)
    return Subject(indicator, figure, lines, periods_of(figure, indicator.grain), provisional_from, period)


def series_of(indicator: Indicator, outcome: str) -> Series:
    """Return the series that gives the outcome."""
    return next(series for series in indicator.series for one in series.outcomes if one.code == outcome)


def short_name(indicator: Indicator, outcome: Outcome) -> str:
    """Return the name of a line within its own chart: "mediaan" where the chart already says of what."""
    series = series_of(indicator, outcome.code)
    if series.aggregation is not Aggregation.MEDIAN_P90:
        return said(outcome.label)
    return _("mediaan") if outcome.code.endswith("_median") else _("90 % binnen")


def as_of_day(figure: Figure) -> date:
    """Return the day up to and including which messages count."""
    return local_day(figure.request.moment)
