"""A small ledger with enough youths to show figures of: two municipalities, two providers, a few months of care."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from regiewijzer.figures.figure import Request
from regiewijzer.figures.scope import Detail, Scope
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import ExpectedSender, Municipality, Provider, Region
from tests.support.ledger_world import load_text, make_home

NORTH, SOUTH = "0901", "0902"
FIRST, SECOND = "42420001", "42420002"
MOMENT = datetime(2024, 6, 30, 22)
EXACT = Scope(detail=Detail.EXACT)
REGION = Region(
    name="Voorbeeldregio",
    invented=True,
    municipalities=(Municipality(NORTH, "Noord"), Municipality(SOUTH, "Zuid")),
    providers=(Provider(FIRST, "Eerste"), Provider(SECOND, "Tweede")),
    expected_senders=(ExpectedSender(FIRST, ("305",)), ExpectedSender(SECOND, ("305",)), ExpectedSender(NORTH, ("301",))),
)


def starts(
    names: Iterable[str], *, municipality: str, provider: str, started_on: str, known_at: str, first_number: int
) -> list[str]:
    """Return lines of a table of starts, one youth each."""
    return [
        f"{name} | {municipality} | {provider} | {number} | 45 | 45D02 | {started_on} | {known_at}"
        for number, name in enumerate(names, start=first_number)
    ]


def start_table(*lines: str) -> dict[str, str]:
    """Return a load of starts."""
    columns = ("youth_id", "municipality_code", "provider_code", "assignment_number", "product_category", "product_code")
    header = " | ".join((*columns, "started_on", "known_at"))
    return {"care_start": "\n".join((header, *lines))}


def names(prefix: str, count: int) -> list[str]:
    """Return that many names of youths."""
    return [f"{prefix}{number}" for number in range(count)]


def north_lines(count: int = 23, known_at: str = "2024-02-01") -> list[str]:
    """Return starts of 23 youths of the north at the first provider, in January."""
    youths = names("north", count)
    return starts(youths, municipality=NORTH, provider=FIRST, started_on="2024-01-10", known_at=known_at, first_number=1)


def south_lines(count: int = 4, known_at: str = "2024-05-02") -> list[str]:
    """Return starts of 4 youths of the south at the second provider, in April."""
    youths = names("south", count)
    return starts(youths, municipality=SOUTH, provider=SECOND, started_on="2024-04-10", known_at=known_at, first_number=500)


def loaded_home(path: Path) -> Home:
    """Return a home with one load: 23 youths in the north since January, 4 in the south since April."""
    home = make_home(path, REGION)
    load_text(home, start_table(*north_lines(), *south_lines()))
    return home


def asked(indicator: str = "young-people-in-care", **changes: object) -> Request:
    """Return a request for January up to June 2024 as known at the end of June."""
    months = {"first_period": date(2024, 1, 1), "last_period": date(2024, 6, 1)}
    return Request(**{"indicator": indicator, "moment": MOMENT, **months, **changes})  # type: ignore[arg-type]
