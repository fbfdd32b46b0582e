"""Forms that change a row of a register: one field per column of its extract, with the same limits."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.contracts import words
from regiewijzer.contracting.changes import Row
from regiewijzer.definitions.extracts_types import ColumnType, ExtractColumn
from regiewijzer.pipeline.registers import table_of
from regiewijzer.vocabulary.periods import exclusive, inclusive

Choices = Sequence[tuple[str, str]]
LONGEST = 500


def _date() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _field(column: ExtractColumn, choices: Choices | None) -> forms.Field:
    """Return the field of a column."""
    said: dict[str, Any] = {
        "label": column.title.in_language(words.language()),
        "help_text": column.explanation.in_language(words.language()),
        "required": column.required,
    }
    if choices is not None:
        return forms.ChoiceField(choices=[("", "–"), *choices], **said)
    match column.type:
        case ColumnType.CODE:
            told = [(code, one.meaning.in_language(words.language())) for code, one in column.codes.items()]
            return forms.ChoiceField(choices=[("", "–"), *told], **said)
        case ColumnType.AGB:
            return forms.RegexField(r"^\d{8}$", error_messages={"invalid": _("Een AGB-code heeft acht cijfers.")}, **said)
        case ColumnType.DATE:
            return forms.DateField(widget=_date(), **said)
        case ColumnType.YEAR:
            return forms.IntegerField(min_value=2000, max_value=2100, **said)
        case ColumnType.INTEGER:
            return forms.IntegerField(min_value=column.minimum or 0, max_value=column.maximum, **said)
        case ColumnType.EURO:
            return forms.DecimalField(max_digits=14, decimal_places=2, localize=True, widget=forms.TextInput, **said)
        case _:
            return forms.CharField(max_length=LONGEST, **said)


def _to_form(column: ExtractColumn, value: Any) -> Any:
    if isinstance(value, date):
        day = inclusive(value) if column.inclusive_end else value
        return day.year if column.type is ColumnType.YEAR else day
    return Decimal(value) / 100 if column.type is ColumnType.EURO and value is not None else value


def _from_form(column: ExtractColumn, value: Any) -> Any:
    if value in ("", None):
        return None
    if isinstance(value, date):
        return exclusive(value) if column.inclusive_end else value
    if column.type is ColumnType.YEAR:
        return date(int(value), 1, 1)
    return int(value * 100) if column.type is ColumnType.EURO else value


class RowForm(forms.Form):
    """A row of a register. `stand` is the mark of the row as its editor saw it, empty for a new one."""

    stand = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, table: str, row: Row | None, choices: Mapping[str, Choices], stand: str) -> None:
        columns = table_of(table).columns
        initial = {one.name: _to_form(one, row.get(one.name)) for one in columns} if row else {}
        super().__init__(data, initial={**initial, "stand": stand}, auto_id="rij_%s")
        self._columns = columns
        for column in columns:
            self.fields[column.name] = _field(column, choices.get(column.name))
        self.fields["waarom"] = forms.CharField(
            label=_("Waarom verandert u dit?"),
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Dit blijft bij de versie staan, zodat anderen het later kunnen volgen."),
        )

    def row(self) -> Row:
        """Return the row as it was filled in; days that end a period are exclusive."""
        return {one.name: _from_form(one, self.cleaned_data.get(one.name)) for one in self._columns}


class DocumentForm(forms.Form):
    """A link to a document."""

    titel = forms.CharField(label=_("Titel"), max_length=200)
    adres = forms.URLField(label=_("Webadres"), max_length=500, assume_scheme="https")
