"""The choice of a figure: which slice, known when, broken down by what."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.monitor.dimensions import BY_FIELD, DRILL, FOREMOST, Dimension, dimensions_of
from regiewijzer.apps.monitor.names import UNKNOWN, Names
from regiewijzer.apps.monitor.presenters.subject import said
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.scope import OWN_DIMENSIONS, Scope, Where, most_named, named_dimensions
from regiewijzer.web import numbers

MOST_COMPARED = 5
_CODE = re.compile(r"[0-9A-Za-z-]{1,40}")


@dataclass(frozen=True, slots=True)
class Days:
    """The days that may be asked: from the first to the last, or when `published` only those."""

    first: date
    newest: date
    last: date
    published: tuple[date, ...] | None = None


def _choices(dimension: Dimension, found: Mapping[str, str]) -> list[tuple[str, str]]:
    rows = list(found.items()) if dimension.ordered else sorted(found.items(), key=lambda row: row[1].lower())
    return [("", dimension.everything), *((code, name) for code, name in rows if code != UNKNOWN)]


def _own(dimension: Dimension, found: Mapping[str, str], scope: Scope) -> Mapping[str, str]:
    """Return the members that the reader may name."""
    own = {"municipality": scope.municipalities, "provider": scope.providers}.get(dimension.code)
    return {code: name for code, name in found.items() if own is None or code in own}


def own_choices(dimension: Dimension, names: Names, scope: Scope) -> list[tuple[str, str]]:
    """Return the choices of a dimension for this reader; only "everything" when nothing may be named."""
    found = _own(dimension, names[dimension.code], scope) if scope.has_own_rows else {}
    return _choices(dimension, found)


def _is_single(dimension: Dimension, scope: Scope) -> bool:
    """Tell whether a breakdown by this would give a reader only one member: the own organisation."""
    municipalities, providers = (None if own is None else len(own) for own in (scope.municipalities, scope.providers))
    return {"municipality": municipalities, "subregion": municipalities, "provider": providers}.get(dimension.code) == 1


def breakdowns(indicator: Indicator, scope: Scope) -> tuple[Dimension, ...]:
    """Return the dimensions by which this reader can break the indicator down."""
    return tuple(
        one
        for one in dimensions_of(indicator)
        if (scope.has_own_rows or one.code not in OWN_DIMENSIONS) and not _is_single(one, scope)
    )


class FigureForm(forms.Form):
    """A GET form: the address of the page is the choice."""

    peildatum = forms.DateField(
        label=_("Bekend op"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Vul een bestaande datum in.")},
    )
    reeks = forms.ChoiceField(label=_("Reeks voor de vergelijking"), required=False)
    per = forms.ChoiceField(label=_("Uitsplitsen naar"), required=False)

    def __init__(self, data: Mapping[str, str], *, indicator: Indicator, names: Names, scope: Scope, days: Days) -> None:
        # The newest day stands in the field: a reader sees what "now" means, and the address of a choice keeps it.
        plain = {name: data[name] for name in data}
        super().__init__({**plain, "peildatum": data.get("peildatum") or days.newest.isoformat()}, auto_id="keuze_%s")
        self.indicator, self.days, self.names, self._scope = indicator, days, names, scope
        self._compared = data.getlist("vergelijk") if isinstance(data, QueryDict) else ()
        self.dimensions = tuple(one for one in dimensions_of(indicator) if scope.has_own_rows or one.code not in OWN_DIMENSIONS)
        self.breakdowns = breakdowns(indicator, scope)
        for one in (one for one in self.dimensions if not one.own):
            self._add(one, _own(one, names[one.code], scope))
        self._set_up_day(days)
        outcomes = [(one.code, said(one.label)) for one in indicator.outcomes if not one.is_limit]
        self.fields["reeks"].choices = outcomes
        self.fields["per"].choices = [(one.field, one.label) for one in self.breakdowns]
        for name, fewest in (("reeks", 2), ("per", 1)):
            if len(self.fields[name].choices) < fewest:
                del self.fields[name]

    def _add(self, dimension: Dimension, found: Mapping[str, str]) -> None:
        """Add the field of a dimension. Districts are too many for a list: the table leads to one, the field then keeps it."""
        if dimension.code == "district":
            code = self.data.get(dimension.field, "")
            found = {code: found.get(code, code)} if _CODE.fullmatch(code) else {}
        if not found or set(found) == {UNKNOWN}:
            return
        field = forms.ChoiceField(label=dimension.label, required=False)
        field.choices = _choices(dimension, found)
        self.fields[dimension.field] = field

    def _set_up_day(self, days: Days) -> None:
        if days.published is None:
            self.fields["peildatum"].widget.attrs |= {"min": days.first.isoformat(), "max": days.last.isoformat()}
        else:
            choices = [(day.isoformat(), numbers.full_date(day)) for day in days.published]
            self.fields["peildatum"].widget = forms.Select(choices=choices)

    def clean_peildatum(self) -> date:
        """Return the day. Nothing is known before the first message or after today."""
        day: date = self.cleaned_data["peildatum"]
        if not self.days.first <= day <= self.days.last:
            text = _("Kies een datum van %(first)s tot en met %(last)s.")
            places = {"first": f"{self.days.first:%d-%m-%Y}", "last": f"{self.days.last:%d-%m-%Y}"}
            raise forms.ValidationError(text, params=places)
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse a choice of more dimensions than is protected, at the last field that was chosen."""
        chosen = [one.field for one in self.dimensions if self.cleaned_data.get(one.field)]
        if chosen and self._is_too_fine(self.cleaned_data.get("per")):
            text = _("Kies hoogstens %(most)s kenmerken tegelijk: fijner kunnen kleine aantallen niet beschermd worden.")
            at = "per" if self.cleaned_data.get("per") else chosen[-1]
            self.add_error(at, forms.ValidationError(text, params={"most": most_named(self._scope)}))
        return self.cleaned_data

    def _is_too_fine(self, per: str | None = None) -> bool:
        by = [one.code for one in self.breakdowns if one.field == per]
        return len(named_dimensions(self._scope, by, self.where())) > most_named(self._scope)

    @property
    def foremost(self) -> list[forms.BoundField]:
        """Return the fields that are always in sight."""
        fields = [one.field for one in self.dimensions if one.code in FOREMOST]
        return [self[name] for name in (*fields, "per", "peildatum") if name in self.fields]

    @property
    def slices(self) -> list[forms.BoundField]:
        """Return the fields that are always in sight and choose what is counted, not how it is laid out."""
        return [field for field in self.foremost if field.name != "per"]

    @property
    def further(self) -> list[forms.BoundField]:
        """Return the other fields."""
        shown = {field.name for field in self.foremost}
        return [self[name] for name in (*BY_FIELD, "reeks") if name in self.fields and name not in shown]

    @property
    def further_is_open(self) -> bool:
        """Tell whether one of the other fields is chosen or wrong: then they must be in sight."""
        return any(field.errors or self.data.get(field.name) for field in self.further)

    def named(self) -> Where:
        """Return the organisations that the address names, valid or not: a reader may name only the own."""
        own = {field: one.code for field, one in BY_FIELD.items() if one.code in OWN_DIMENSIONS}
        return tuple((code, (self.data[field],)) for field, code in own.items() if self.data.get(field))

    def where(self) -> Where:
        """Return the chosen codes per dimension, as a figure asks for them."""
        chosen = ((one.code, self.cleaned_data.get(one.field)) for one in self.dimensions)
        return tuple((code, (value,)) for code, value in chosen if value)

    def breakdown(self) -> Dimension | None:
        """Return the dimension to break down by: the chosen one, else the first below what was chosen."""
        asked = self.cleaned_data.get("per")
        if asked:
            return next(one for one in self.breakdowns if one.field == asked)
        chosen = {code for code, _codes in self.where()}
        possible = [one for one in self.breakdowns if not self._is_too_fine(one.field)]
        first = sorted(possible, key=lambda one: (one.code in chosen - {"municipality"}, not _is_usual(one)))
        return first[0] if first else None

    def outcome(self) -> str:
        """Return the outcome on which members are compared."""
        return self.cleaned_data.get("reeks") or next(self.indicator.outcomes).code

    def compared(self, dimension: Dimension) -> tuple[str, ...]:
        """Return the members of the breakdown that were chosen to be put in one chart, at most five."""
        known = self.names[dimension.code]
        asked = (code for code in self._compared if code in known or (dimension.code == "district" and _CODE.fullmatch(code)))
        return tuple(dict.fromkeys(asked))[:MOST_COMPARED]

    def chosen(self) -> list[tuple[Dimension, str, str]]:
        """Return the chosen dimensions with code and name: from the region down, then the others."""
        found = [(one, self.cleaned_data[one.field]) for one in self.dimensions if self.cleaned_data.get(one.field)]
        named = [(one, code, self.names[one.code].get(code, code)) for one, code in found]
        return sorted(named, key=lambda row: DRILL.index(row[0].code) if row[0].code in DRILL else len(DRILL))

    def address(self, compared: Sequence[str] = (), **changed: str) -> str:
        """Return the query part of the address of this choice with something changed; empty takes a choice away."""
        kept = {name: str(self.data.get(name) or "") for name in (*BY_FIELD, "reeks", "per", "peildatum") if name in self.fields}
        pairs = [(name, value) for name, value in (kept | changed).items() if value]
        return "?" + urlencode([*pairs, *(("vergelijk", code) for code in compared)])

    def hidden(self) -> list[tuple[str, str]]:
        """Return the choice as hidden fields, for a form that adds the members to compare."""
        names = (*BY_FIELD, "reeks", "per", "peildatum")
        return [(name, str(self.data[name])) for name in names if name in self.fields and self.data.get(name)]


def _is_usual(dimension: Dimension) -> bool:
    return dimension.code == "municipality"
