"""What is looked at before a delivered file is taken in at all: its name, its size, and the table it is said to be."""

import unicodedata
from pathlib import PurePosixPath

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from regiewijzer.apps.intake.owners import Organisation
from regiewijzer.apps.intake.senders import asked_tables
from regiewijzer.extracts.excel_archive import LARGEST_FILE as LARGEST

KINDS = (".csv", ".xlsx", ".xlsm")
_LONGEST_NAME = 150


class NotDeliverable(ValueError):
    """The file is not taken in; the text says why in the language of the reader.

    `code` is empty, too_large, wrong_type, unknown_table or not_a_sender.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


def clean_name(name: str) -> str:
    """Return the name of a file without folders and control characters, its end kept: there stands what kind of file it is."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip()
    return plain[-_LONGEST_NAME:] or "bestand"


def check_file(name: str, size: int) -> None:
    """Raise NotDeliverable when the file is empty, too large or of another kind than CSV and Excel."""
    said = {"name": name, "size": filesizeformat(LARGEST)}
    if name.lower().endswith((".xls", ".ods", ".numbers", ".xlsb")):
        text = _("%(name)s is een rekenblad dat hier niet wordt gelezen. Sla het op als Excel-werkmap (.xlsx) of CSV.")
        raise NotDeliverable("wrong_type", text % said)
    if not name.lower().endswith(KINDS):
        raise NotDeliverable("wrong_type", _("%(name)s is geen CSV- of Excel-bestand (.csv, .xlsx).") % said)
    if size == 0:
        raise NotDeliverable("empty", _("%(name)s is leeg.") % said)
    if size > LARGEST:
        text = _("%(name)s is groter dan %(size)s. Splits het bestand, bijvoorbeeld per kwartaal.")
        raise NotDeliverable("too_large", text % said)


def check_table(table: str, organisation: Organisation) -> None:
    """Raise NotDeliverable when this organisation does not deliver a table of that name."""
    asked = {one.name for one in asked_tables(organisation)}
    if not asked:
        raise NotDeliverable("not_a_sender", _("Uw organisatie levert geen bestanden aan."))
    if table and table not in asked:
        raise NotDeliverable("unknown_table", _("Uw organisatie levert geen tabel met de naam %(table)s.") % {"table": table})
