"""The table of postcodes and districts (wijken) of a region."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import read_region


class DistrictTableError(ValueError):
    """The table cannot be used; the text names the line."""


def read_districts(path: Path) -> dict[str, str]:
    """Return district code by postcode, from a CSV with the columns `postcode` (PC4 or PC6) and `district_code`."""
    text = path.read_text("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    return dict(_district_row(row, rows.line_num) for row in rows)


def _district_row(row: Mapping[str, str | None], line: int) -> tuple[str, str]:
    postcode, district = ((row.get(name) or "").replace(" ", "").upper() for name in ("postcode", "district_code"))
    if len(postcode) not in (4, 6) or not district:
        raise DistrictTableError(f"line {line}: expected a postcode of 4 or 6 characters and a district_code")
    return postcode, district


def districts_of(home: Home) -> dict[str, str]:
    """Return the table that the region file names, relative to the home; none named: an empty table."""
    name = read_region(home.region).postcode_districts
    return read_districts(home.path / name) if name else {}
