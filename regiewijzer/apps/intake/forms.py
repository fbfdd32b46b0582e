"""Forms of intake."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

LARGEST = 500 * 1024 * 1024
KINDS = (".xml", ".zip", ".csv", ".xlsx")


class FilesInput(forms.ClearableFileInput):
    """A file input for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files."""

    def clean(self, data: list[UploadedFile] | None, initial: object = None) -> list[UploadedFile]:
        """Return the files; a message names the one that is refused."""
        if not data:
            raise forms.ValidationError(_("Kies ten minste één bestand."))
        return [self._checked(super(FilesField, self).clean(file, initial)) for file in data]

    def _checked(self, file: UploadedFile) -> UploadedFile:
        name = file.name or ""
        if not name.lower().endswith(KINDS):
            raise forms.ValidationError(_("%(name)s is geen XML, ZIP, CSV of Excel (xlsx)."), params={"name": name})
        if (file.size or 0) > LARGEST:
            text = _("%(name)s is groter dan %(size)s. Lever grote bestanden aan met de opdracht regiewijzer load.")
            raise forms.ValidationError(text, params={"name": name, "size": filesizeformat(LARGEST)})
        return file


class UploadForm(forms.Form):
    """Files with messages or extracts."""

    files = FilesField(
        label=_("Bestanden met berichten of extracten"),
        help_text=_("XML, ZIP, CSV of Excel. U kunt meer bestanden tegelijk kiezen."),
        widget=FilesInput(attrs={"accept": ",".join(KINDS)}),
    )
