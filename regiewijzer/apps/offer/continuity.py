"""What the page of continuity shows: places, occupancy and young people per provider, from the figures of the monitor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.service import NothingLoaded, figure_of, known_days, names_of
from regiewijzer.apps.offer.concentration import Dependence, Form, dependences, forms_of, has_fallen
from regiewijzer.apps.offer.presenters import text_of
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.figure import Cell
from regiewijzer.figures.scope import OffTheMenu, OutsideScope, Scope
from regiewijzer.figures.values import UNKNOWN, Value, ValueState
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Region
from regiewijzer.vocabulary.periods import add_months
from regiewijzer.web import numbers

PLACES, YOUNG_PEOPLE = "capacity-use", "young-people-in-care"
YEAR, BACK = -12, -27  # months: the year before the newest quarter must be in what is asked


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form of care in words."""

    form: Form
    name: str
    hhi: str
    largest: str


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """One provider in words: what the region has of it, its occupancy and a year before, its young people."""

    one: Dependence
    name: str
    share: str
    only_in: str
    occupancy: str
    before: str
    has_fallen: bool
    young_people: str


@dataclass(frozen=True, slots=True)
class Continuity:
    """The whole page. `unknown`: how many statements of places are lacking, so that shares may be off."""

    forms: tuple[FormRow, ...]
    providers: tuple[ProviderRow, ...]
    quarter: date
    unknown: int
    sentence: str


def _cells(home: Home, scope: Scope, name: str, by: tuple[str, ...]) -> tuple[Cell, ...]:
    day = known_days(home, scope)[1]
    asked = {"day": day, "by": by, "where": (), "periods": (add_months(day, BACK), None)}
    return figure_of(home, load_indicators()[name], scope, **asked).cells


def _at(cells: tuple[Cell, ...], series: str, period: date) -> Mapping[tuple[str, ...], Value]:
    return {one.dimensions: one.value for one in cells if one.series == series and one.period == period}


def _newest(cells: tuple[Cell, ...], series: str) -> date | None:
    known = (one.period for one in cells if one.series == series and one.value.state is not ValueState.UNKNOWN)
    return max(known, default=None)


def continuity(home: Home, region: Region, scope: Scope) -> Continuity | None:
    """Return the page; None when nobody stated places, or nothing is loaded."""
    try:
        places, occupancy = _cells(home, scope, PLACES, ("care_form", "provider")), _cells(home, scope, PLACES, ("provider",))
        people = _cells(home, scope, YOUNG_PEOPLE, ("provider",))
    except (NothingLoaded, OutsideScope, OffTheMenu):
        return None
    quarter, month = _newest(places, "places"), _newest(people, "in_care")
    if quarter is None:
        return None
    stated = _at(places, "places", quarter)
    known = {(form, provider): int(value.number) for (form, provider), value in stated.items() if value.number is not None}
    forms = forms_of(known)
    names = names_of(home, region)
    beside = _Beside(
        _at(occupancy, "occupancy", quarter),
        _at(occupancy, "occupancy", add_months(quarter, YEAR)),
        _at(people, "in_care", month) if month else {},
        names.get("provider", {}),
        names.get("care_form", {}),
    )
    unknown = sum(value.state is ValueState.UNKNOWN for value in stated.values())
    return Continuity(
        forms=tuple(beside.form(one) for one in forms),
        providers=tuple(beside.provider(one) for one in dependences(known, forms)),
        quarter=quarter,
        unknown=unknown,
        sentence=_sentence(forms),
    )


def _sentence(forms: tuple[Form, ...]) -> str:
    said = {
        "single": sum(form.is_single for form in forms),
        "high": sum(form.is_concentrated for form in forms),
        "all": len(forms),
    }
    return _("Sterk geconcentreerd: %(high)s van de %(all)s zorgvormen. Afhankelijk van één aanbieder: %(single)s.") % said


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the places: occupancy now and a year before, young people, and names."""

    now: Mapping[tuple[str, ...], Value]
    before: Mapping[tuple[str, ...], Value]
    people: Mapping[tuple[str, ...], Value]
    providers: Mapping[str, str]
    care_forms: Mapping[str, str]

    def form(self, form: Form) -> FormRow:
        """Return one form of care in words."""
        largest = f"{self.providers.get(form.largest, form.largest)}, {numbers.percent(form.largest_share, 0)}"
        return FormRow(form, self.care_forms.get(form.code, form.code), numbers.number(form.hhi), largest)

    def provider(self, one: Dependence) -> ProviderRow:
        """Return one provider in words."""
        key = (one.provider,)
        now, before = self.now.get(key, UNKNOWN), self.before.get(key, UNKNOWN)
        return ProviderRow(
            one=one,
            name=self.providers.get(one.provider, one.provider),
            share=numbers.percent(one.share),
            only_in=", ".join(self.care_forms.get(code, code) for code in one.only_in),
            occupancy=_share(now),
            before=_share(before),
            has_fallen=has_fallen(now.number, before.number),
            young_people=text_of(self.people.get(key, UNKNOWN)),
        )


def _share(value: Value) -> str:
    return text_of(value) if value.number is None else numbers.percent(value.number, 0)
