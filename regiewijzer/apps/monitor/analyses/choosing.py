"""The choice above an analysis: the slice and day of any figure, and the two years that are put beside each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.accounts.service import scope_of
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.analyses.grid import Years
from regiewijzer.apps.monitor.analyses.layout import Analysis, Part, analyses
from regiewijzer.apps.monitor.forms import FigureForm
from regiewijzer.apps.monitor.views.asking import days_of, names_of_codes
from regiewijzer.definitions.indicators_types import Grain, Indicator
from regiewijzer.figures.figure import Request
from regiewijzer.figures.scope import OWN_DIMENSIONS, Scope, most_named, named_dimensions, rows_in_scope
from regiewijzer.vocabulary.periods import add_months
from regiewijzer.web.home import current_home

# Long enough to put a settled period beside the one a year earlier; years that are named reach further back.
MONTHS = {Grain.MONTH: 36, Grain.QUARTER: 36, Grain.YEAR: 60}


class YearsForm(forms.Form):
    """Which year, and which other year beside it."""

    jaar = forms.TypedChoiceField(label=_("Jaar"), required=False, coerce=int, empty_value=None)
    met = forms.TypedChoiceField(label=_("Vergelijken met"), required=False, coerce=int, empty_value=None)

    def __init__(self, data: Mapping[str, str], years: Sequence[int]) -> None:
        super().__init__(data, auto_id="keuze_%s")
        known = [(str(year), str(year)) for year in sorted(years, reverse=True)]
        self.fields["jaar"].choices = [("", _("Het nieuwste")), *known]
        self.fields["met"].choices = [("", _("Een jaar eerder")), *known]


@dataclass(frozen=True)
class AskedAnalysis:
    """What an address asks: an analysis and a valid or invalid choice, and how far the reader sees."""

    analysis: Analysis
    indicator: Indicator
    form: FigureForm
    years: YearsForm
    scope: Scope
    query: str

    @property
    def is_valid(self) -> bool:
        """Tell whether both halves of the choice are valid."""
        return self.form.is_valid() and self.years.is_valid()

    def request_for(self, part: Part) -> Request:
        """Return the request of a part of the page; the choice must be valid and known to its indicator."""
        indicator = queries.indicators()[part.indicator]
        day, where = self.form.cleaned_data["peildatum"], self.form.where()
        for dimension in part.by:
            where = queries.own_where(where, self.scope, dimension)
        home = current_home()
        whole = queries.request_for(indicator, home=home, day=day, scope=self.scope, where=where, by=part.by)
        assert whole.last_period is not None
        first = add_months(whole.last_period, -MONTHS[indicator.grain])
        named = [year for year in (self.years.cleaned_data["jaar"], self.years.cleaned_data["met"]) if year]
        return queries.within(whole, (min(first, *(date(year, 1, 1) for year in named)) if named else first, None))

    def can_show(self, part: Part) -> bool:
        """Tell whether the indicator is there and knows the choice, and whether the reader has rows to break down."""
        indicator = queries.indicators().get(part.indicator)
        if indicator is None:
            return False
        by_own = not OWN_DIMENSIONS.isdisjoint(part.by)
        where = self.form.where()
        if len(named_dimensions(self.scope, part.by, where)) > most_named(self.scope):
            return False
        chosen = {name for name, _codes in where}
        return chosen <= set(indicator.filters) and (self.scope.has_own_rows or not by_own)

    def chosen_years(self) -> Years:
        """Return the years that a reader chose; the choice must be valid."""
        return Years(self.years.cleaned_data["jaar"], self.years.cleaned_data["met"])

    def address(self) -> str:
        """Return the query part of the address of this choice: whatever else stood in the address is not part of the figure."""
        years = self.chosen_years()
        named = {"jaar": years.now, "met": years.before}
        return "&".join([self.form.address(), *(f"{name}={year}" for name, year in named.items() if year)])

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that can be shown for this choice."""
        return tuple(one for one in self.analysis.parts if self.can_show(one))


def _years(form: FigureForm) -> list[int]:
    """Return the years of which there can be figures."""
    return list(range(form.days.last.year - 5, form.days.last.year + 1))


def find_analysis(analysis_id: str) -> Analysis:
    """Return the analysis of an address; 404 when there is none, or when its indicator is not there."""
    found = analyses().get(analysis_id)
    if found is None or found.lead not in queries.indicators():
        raise Http404(analysis_id)
    return found


def asked_of(request: HttpRequest, analysis_id: str) -> AskedAnalysis:
    """Return what the address asks; queries.NothingLoaded when there is nothing to ask it of, OutsideScope for another's."""
    analysis, scope = find_analysis(analysis_id), scope_of(request.user)
    indicator = queries.indicators()[analysis.lead]
    form = FigureForm(request.GET, indicator=indicator, names=names_of_codes(), scope=scope, days=days_of(scope))
    for name in ("reeks", "per"):
        form.fields.pop(name, None)
    rows_in_scope(scope, (), form.named())
    return AskedAnalysis(analysis, indicator, form, YearsForm(request.GET, _years(form)), scope, request.GET.urlencode())


def part_asked(request: HttpRequest, analysis_id: str, part_id: str) -> tuple[AskedAnalysis, Part]:
    """Return one part with what an address asks that must be valid: files and freezing take no half choice."""
    try:
        asked = asked_of(request, analysis_id)
    except queries.NothingLoaded:
        raise Http404 from None
    part = asked.analysis.part(part_id)
    if part is None or not asked.is_valid or not asked.can_show(part):
        raise Http404
    return asked, part
