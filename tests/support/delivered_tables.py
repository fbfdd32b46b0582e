"""Files as suppliers deliver them, and their reading with what the tests need to say."""

import io
import zipfile
from datetime import date

import openpyxl

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.extracts_types import SenderKind
from regiewijzer.extracts.reading import read_extract
from regiewijzer.extracts.senders import Known, KnownMunicipality, Sender
from regiewijzer.vocabulary.person_numbers import PersonNumbers

TABLES = load_extract_tables()
TODAY = date(2026, 11, 22)
PROVIDER = Sender(SenderKind.PROVIDER, "99900001")
MUNICIPALITY = Sender(SenderKind.MUNICIPALITY, "0901")
REGION = Known(
    (
        KnownMunicipality("0901", "Duinstad"),
        KnownMunicipality("0902", "Polderdorp", None, date(2024, 1, 1)),
        KnownMunicipality("0903", "Nieuwland", date(2024, 1, 1)),
    ),
    frozenset({"99900001", "99900002", "01012345"}),
)
WORKFORCE = "Aanbieder;Kwartaal;Functiegroep;Medewerkers;Fte;SKJ-geregistreerd;Intervisie;Jongeren in begeleiding"


def read(content, file="personeel.csv", **said):
    """Read a file as the service organisation hands it over in a demo; text is taken as UTF-8."""
    content = content.encode() if isinstance(content, str) else content
    usual = {"sender": None, "tables": TABLES, "persons": PersonNumbers.DEMO, "today": TODAY}
    return read_extract(content, file=file, **{**usual, **said})


def workforce(*rows):
    """Return the CSV of a workforce table with these rows."""
    return "\r\n".join([WORKFORCE, *rows]) + "\r\n"


def told(batch):
    """Return rule and place of every finding."""
    return [(finding.rule, finding.path) for finding in batch.findings]


def rows_of(batch, table="workforce"):
    """Return the accepted rows without their identity."""
    if table not in batch.tables:
        return []
    return [{key: value for key, value in row.items() if key != "message_id"} for row in batch.tables[table].to_pylist()]


def workbook(rows, name="personeel", change=None):
    """Return an xlsx with these rows of cells; `change` gets workbook and sheet before it is saved."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    if change:
        change(book, sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(content, change):
    """Return the archive with its parts changed: `change` gets and returns the parts by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in change(parts).items():
            archive.writestr(name, part)
    return buffer.getvalue()
