"""Forms with which a supplier delivers files, and names its columns."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.intake.arrivals import KINDS, NotDeliverable, check_file, clean_name
from regiewijzer.apps.intake.forms import FilesField, FilesInput
from regiewijzer.definitions.extracts_types import ExtractTable

ACCEPT = ",".join(KINDS)
MOST_FILES = 20


class DeliveredFilesField(FilesField):
    """One or more CSV or Excel files."""

    def clean(self, data: list[UploadedFile] | None, initial: object = None) -> list[UploadedFile]:
        """Return the files; refuse more than fit in one hand-in."""
        if data and len(data) > MOST_FILES:
            raise forms.ValidationError(_("Lever ten hoogste %(count)s bestanden tegelijk aan."), params={"count": MOST_FILES})
        return super().clean(data, initial)

    def _checked(self, file: UploadedFile) -> UploadedFile:
        try:
            check_file(clean_name(file.name or ""), file.size or 0)
        except NotDeliverable as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file


class DeliveryForm(forms.Form):
    """Files, and the table they hold when that does not show from name or titles."""

    files = DeliveredFilesField(
        label=_("Bestanden"),
        allow_empty_file=True,  # said in our own words by check_file
        help_text=_("Excel (.xlsx) of CSV. Een Excel-bestand mag meer tabellen hebben, elk op een eigen blad."),
        widget=FilesInput(attrs={"accept": ACCEPT}),
    )
    table = forms.ChoiceField(
        label=_("Tabel"),
        required=False,
        help_text=_("Alleen nodig als naam en kolommen van het bestand niet zeggen welke tabel het is."),
    )

    def __init__(self, tables: Sequence[ExtractTable], data: Any = None, files: Any = None, **said: Any) -> None:
        super().__init__(data, files, **said)
        language = get_language() or "nl"
        choices = [(table.name, table.title.in_language(language)) for table in tables]
        self.fields["table"].choices = [("", _("Herken de tabel zelf")), *choices]


class MappingForm(forms.Form):
    """Which column each title of a file stands for, and what holds for the whole file."""

    def __init__(
        self,
        table: ExtractTable,
        titles: Sequence[str],
        proposed: Mapping[str, str],
        constants: Mapping[str, str],
        data: Any = None,
    ) -> None:
        super().__init__(data)
        self.table, self.titles = table, titles
        language = get_language() or "nl"
        choices = [("", _("Niet lezen")), *((one.name, _title(one, language)) for one in table.columns)]
        for place, title in enumerate(titles):
            self.fields[f"title_{place}"] = forms.ChoiceField(
                label=title, required=False, choices=choices, initial=proposed.get(title, "")
            )
        for column in table.columns:
            if column.name in constants or (column.required and column.name not in proposed.values()):
                self.fields[f"fixed_{column.name}"] = forms.CharField(
                    label=column.title.in_language(language),
                    required=False,
                    max_length=60,
                    initial=constants.get(column.name, ""),
                    help_text=_("Bijvoorbeeld %(example)s") % {"example": column.example},
                )

    @property
    def of_titles(self) -> list[forms.BoundField]:
        """The choices per title."""
        return [self[name] for name in self.fields if name.startswith("title_")]

    @property
    def of_file(self) -> list[forms.BoundField]:
        """The values for the whole file."""
        return [self[name] for name in self.fields if name.startswith("fixed_")]

    def clean(self) -> dict[str, Any]:
        """Refuse a column that is said twice, and a required one that is not said at all."""
        said = super().clean() or {}
        given = [*self.columns(said).values(), *self.constants(said)]
        language = get_language() or "nl"
        for column in self.table.columns:
            named = {"column": column.title.in_language(language)}
            if given.count(column.name) > 1:
                self.add_error(None, forms.ValidationError(_("%(column)s is meer dan één keer gekozen."), params=named))
            elif column.required and column.name not in given:
                self.add_error(
                    None,
                    forms.ValidationError(
                        _("%(column)s is verplicht: koppel een kolom of vul een vaste waarde in."), params=named
                    ),
                )
        return said

    def columns(self, said: Mapping[str, Any]) -> dict[str, str]:
        """Return the column by title."""
        chosen = ((title, said.get(f"title_{place}")) for place, title in enumerate(self.titles))
        return {title: str(column) for title, column in chosen if column}

    def constants(self, said: Mapping[str, Any]) -> dict[str, str]:
        """Return the value for the whole file by column."""
        return {name.removeprefix("fixed_"): value for name, value in said.items() if name.startswith("fixed_") and value}


def _title(column: Any, language: str) -> str:
    title: str = column.title.in_language(language)
    return f"{title} *" if column.required else title
