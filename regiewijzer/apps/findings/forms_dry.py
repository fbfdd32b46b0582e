"""The form of the dry run."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.intake.service import FilesField, FilesInput

LARGEST = 10 * 1024 * 1024
KINDS = (".xml", ".zip")


class MessagesField(FilesField):
    """Files with messages; a page answers while one waits, so together they are not large."""

    def clean(self, data: list[UploadedFile] | None, initial: object = None) -> list[UploadedFile]:
        """Return the files; refuse more than can be judged at once."""
        files = super().clean(data, initial)
        if sum(file.size or 0 for file in files) > LARGEST:
            text = _("Samen zijn de bestanden groter dan %(size)s. Controleer ze in delen.")
            raise forms.ValidationError(text, params={"size": filesizeformat(LARGEST)})
        if len({file.name for file in files}) < len(files):
            raise forms.ValidationError(_("Twee bestanden hebben dezelfde naam."))
        return files

    def _checked(self, file: UploadedFile) -> UploadedFile:
        name = file.name or ""
        if not name.lower().endswith(KINDS):
            text = _("%(name)s is geen XML of ZIP. Een tabel (CSV, Excel) controleert u op de pagina Aanleveren.")
            raise forms.ValidationError(text, params={"name": name})
        return file


class DryRunForm(forms.Form):
    """Messages to judge."""

    files = MessagesField(
        label=_("Bestanden met berichten"),
        allow_empty_file=True,  # what is wrong with it is a finding
        help_text=_("XML, of een ZIP met berichten; samen ten hoogste 10 MB."),
        widget=FilesInput(attrs={"accept": ",".join(KINDS)}),
    )
