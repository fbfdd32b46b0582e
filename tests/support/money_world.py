"""A small ledger with claims: so many youths per municipality and provider, each with one claim of January 2024."""

from collections.abc import Mapping
from pathlib import Path

from regiewijzer.figures.figure import Figure
from regiewijzer.figures.values import Value
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Municipality, Provider, Region
from tests.support.figure_world import FIRST, NORTH, SECOND, SOUTH, start_table, starts
from tests.support.ledger_world import load_text, make_home

THIRD = "42420003"
REGION = Region(
    name="Voorbeeldregio",
    invented=True,
    municipalities=(Municipality(NORTH, "Noord"), Municipality(SOUTH, "Zuid")),
    providers=(Provider(FIRST, "Eerste"), Provider(SECOND, "Tweede"), Provider(THIRD, "Derde")),
)
_COLUMNS = "youth_id | municipality_code | provider_code | claim | line | assignment | category | product_code"
_HEADER = f"{_COLUMNS} | period_from | period_until | amount_cents | known_at"
Groups = Mapping[tuple[str, str], tuple[int, int]]  # municipality and provider -> youths, and euros of each


def claims_home(path: Path, groups: Groups) -> Home:
    """Return a home with these claims."""
    lines, number = [_HEADER], 0
    for (municipality, provider), (youths, euros) in groups.items():
        for _ in range(youths):
            number += 1
            who = f"y{number} | {municipality} | {provider} | C{number} | r{number} | {number} | 45 | 45D02"
            lines.append(f"{who} | 2024-01-01 | 2024-02-01 | {euros * 100} | 2024-02-10")
    home = make_home(path, REGION)
    first = starts(["y1"], municipality=NORTH, provider=FIRST, started_on="2024-01-01", known_at="2024-01-02", first_number=1)
    load_text(home, start_table(*first))  # what is known begins in January
    load_text(home, {"claim_line": "\n".join(lines)})
    return home


def january(figure: Figure, series: str = "submitted") -> dict[tuple[str, ...], Value]:
    """Return the values of January by their codes."""
    return {cell.dimensions: cell.value for cell in figure.cells if cell.series == series and cell.period.month == 1}
