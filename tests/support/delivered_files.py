"""Files of extracts as senders write them, for a small region with two providers and one municipality."""

import io
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from regiewijzer.extracts.senders import Sender
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Municipality, Provider, Region, read_region, write_region
from regiewijzer.pipeline.senders import sender_of_code

MUNICIPALITY, PROVIDER, OTHER = "0518", "47000001", "47000002"
REGION = Region(
    "Kleine regio",
    True,
    (Municipality(MUNICIPALITY, "Duinstad", subregion="Kust"),),
    (Provider(PROVIDER, "De Haven"), Provider(OTHER, "De Kade")),
)
BUDGET = ("Aanbieder", "Gemeente", "Jaar", "Zorgvorm", "Budget", "Jongeren")
SPELL = ("Aanbieder", "Halfjaar", "Burgerservicenummer", "Gemeente", "Verwijzer", "Hulpvorm", "Datum aanvang")
Cells = Sequence[str]


def extract_home(path: Path) -> Home:
    """Return a new home with the region file."""
    home = Home(path).create()
    write_region(REGION, home.region)
    return home


def sender(home: Home, code: str) -> Sender:
    """Return the sender of that code, as the region file knows it."""
    return sender_of_code(code, read_region(home.region))


def csv_file(titles: Cells, *rows: Cells) -> bytes:
    """Return a CSV as a Dutch spreadsheet writes it."""
    return "".join(";".join(row) + "\r\n" for row in (titles, *rows)).encode("utf-8-sig")


def workbook(sheets: dict[str, Sequence[Cells]]) -> bytes:
    """Return an Excel file with a sheet per table; every cell is a text."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    sheet.write_string(number, place, cell)
    return buffer.getvalue()


def budget(amount: str = "100,00", *, provider: str = PROVIDER, year: str = "2024") -> tuple[str, ...]:
    """Return a row of a provider's budget."""
    return (provider, MUNICIPALITY, year, "02", amount, "4")


def spell(bsn: str, *, provider: str = PROVIDER, started_on: str = "15-02-2024") -> tuple[str, ...]:
    """Return a row of the delivery of a provider to Statistics Netherlands."""
    return (provider, "2024-H1", bsn, MUNICIPALITY, "02", "02", started_on)
