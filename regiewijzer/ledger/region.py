"""The region file: which municipalities and providers there are, and who is expected to send what."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from regiewijzer.definitions.yaml_files import read_yaml
from regiewijzer.ledger.region_terms import ALWAYS, Term, TermError, Terms, between, both, parse_terms
from regiewijzer.ledger.whole_files import write_over
from regiewijzer.vocabulary.codes import is_agb, is_municipality
from regiewijzer.vocabulary.periods import first_of_month

TRAJECTORY_GAP_DAYS = 28  # where the region file does not say


class RegionError(ValueError):
    """The region file cannot be used; the text names the place."""


class Funding(StrEnum):
    """How a provider is paid: per effort, per result, or a lump sum for a task (taakgericht: no claims)."""

    EFFORT = "effort"
    OUTPUT = "output"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality: the period in which its code is valid (until is exclusive), who takes over, its part of the region.

    `member` are the terms in which it belongs to the region (none named: always), apart from whether its code exists.
    `accounting` are those in which it contracts for the region and does not pay: no youth is assigned or claimed at its cost.
    """

    code: str
    name: str
    valid_from: date | None = None
    valid_until: date | None = None
    successor: str | None = None
    subregion: str | None = None
    tile: tuple[int, int] | None = None
    member: Terms = ()
    accounting: Terms = ()

    @property
    def outside(self) -> Terms:
        """When it does not belong to the region."""
        return between(self.member) if self.member else ()

    @property
    def paying(self) -> Terms:
        """When its code exists, it belongs to the region and it pays."""
        there = both(self.member or (ALWAYS,), (Term(self.valid_from, self.valid_until),))
        return both(there, between(self.accounting))

    def pays_within(self, first: date, until: date) -> bool:
        """Tell whether it pays on a day from the first up to, not including, `until`."""
        return bool(both(self.paying, (Term(first, until),)))


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of care (aanbieder)."""

    code: str
    name: str
    funding: Funding = Funding.EFFORT


@dataclass(frozen=True, slots=True)
class ExpectedSender:
    """A sender that should send these message types every month from `first_month` up to, not including, `until_month`."""

    code: str
    messages: tuple[str, ...]
    first_month: date | None = None
    until_month: date | None = None

    def is_expected_in(self, month: date) -> bool:
        """Tell whether messages are expected in that month (its first day)."""
        return (self.first_month is None or self.first_month <= month) and (self.until_month is None or month < self.until_month)


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A month from which figures of this region may look different, and why: new contracts, a new way of working."""

    month: date
    nl: str
    en: str

    def text(self, language: str) -> str:
        """Return the reason in the language of the page."""
        return self.en if language.startswith("en") else self.nl


@dataclass(frozen=True, slots=True)
class Region:
    """What the region file says. `invented` marks a demo: every page then says so.

    `covered_from` is the first month of which everything was delivered: what started before and ended before is not there,
    so figures of earlier months would be too low and are not shown unless asked for. `trajectory_gap_days` are the most days
    without care that a trajectory spans (F1).
    """

    name: str
    invented: bool = False
    municipalities: tuple[Municipality, ...] = ()
    providers: tuple[Provider, ...] = ()
    expected_senders: tuple[ExpectedSender, ...] = ()
    postcode_districts: str | None = None  # path of a file, relative to the region file
    covered_from: date | None = None
    turning_points: tuple[TurningPoint, ...] = ()
    trajectory_gap_days: int = TRAJECTORY_GAP_DAYS


def _default_expectations(municipalities: Sequence[Municipality], providers: Sequence[Provider]) -> tuple[ExpectedSender, ...]:
    """Municipalities assign every month in which they pay; providers claim every month unless they are paid per task."""
    assigning = (
        ExpectedSender(
            one.code,
            ("301",),
            first_of_month(term.valid_from) if term.valid_from else None,
            first_of_month(term.valid_until) if term.valid_until else None,
        )
        for one in municipalities
        for term in one.paying
    )
    claiming = (ExpectedSender(one.code, ("305",) if one.funding is Funding.TASK else ("323",)) for one in providers)
    return (*assigning, *claiming)


def _checked(code: object, is_right: bool, what: str) -> str:
    if not isinstance(code, str) or not is_right:
        raise RegionError(f"region file: {what} {code!r} is not a code between quotes of the right length")
    return code


def _municipality(raw: Mapping[str, Any]) -> Municipality:
    code = _checked(raw["code"], is_municipality(str(raw["code"])), "municipality")
    subregion = str(raw["subregion"]) if raw.get("subregion") else None
    valid = raw.get("valid_from"), raw.get("valid_until"), raw.get("successor")
    tile, member, accounting = _tile(code, raw.get("tile")), _terms(code, raw, "member"), _terms(code, raw, "accounting")
    return Municipality(code, str(raw["name"]), *valid, subregion, tile, member, accounting)


def _terms(code: str, raw: Mapping[str, Any], name: str) -> Terms:
    try:
        return parse_terms(raw.get(name) or ())
    except (TermError, AttributeError, TypeError) as error:
        raise RegionError(f"region file: {name} of municipality {code}: {error}") from error


def _tile(code: str, raw: object) -> tuple[int, int] | None:
    if raw is None:
        return None
    if not isinstance(raw, list) or len(raw) != 2 or not all(type(one) is int and 0 <= one < 100 for one in raw):
        raise RegionError(f"region file: tile {raw!r} of municipality {code} is not [column, row], counted from 0")
    return raw[0], raw[1]


def _turning_point(raw: Mapping[str, Any]) -> TurningPoint:
    month = raw["month"]
    if type(month) is not date or month.day != 1:
        raise RegionError(f"region file: month {month!r} of a turning point is not the first day of a month (2025-01-01)")
    return TurningPoint(month, str(raw["nl"]), str(raw["en"]))


def _provider(raw: Mapping[str, Any]) -> Provider:
    code = _checked(raw["code"], is_agb(str(raw["code"])), "provider")
    funding = raw.get("funding", "effort")
    if funding not in tuple(Funding):
        raise RegionError(f"region file: funding {funding!r} of provider {code} is not one of {', '.join(Funding)}")
    return Provider(code, str(raw["name"]), Funding(funding))


def _month(value: object) -> date | None:
    if value is not None and (type(value) is not date or value.day != 1):
        raise RegionError(f"region file: covered_from {value!r} is not the first day of a month (2022-11-01)")
    return value


def _gap(value: object) -> int:
    # From half a year on silence ends a trajectory, so a longer gap could never be seen.
    if type(value) is not int or not 0 <= value < 180:
        raise RegionError(f"region file: trajectory_gap_days {value!r} is not a number of days from 0 to 179")
    return value


def _expected_sender(raw: Mapping[str, Any]) -> ExpectedSender:
    return ExpectedSender(str(raw["code"]), tuple(map(str, raw["messages"])), raw.get("first_month"), raw.get("until_month"))


def parse_region(raw: Mapping[str, Any]) -> Region:
    """Return the region of a parsed file; RegionError names what is wrong.

    Without `expected_senders` every municipality is expected to send a 301 each month and every provider a 323
    (a task-based one a 305).
    """
    try:
        municipalities = tuple(_municipality(one) for one in raw.get("municipalities") or ())
        providers = tuple(_provider(one) for one in raw.get("providers") or ())
        stated = tuple(_expected_sender(one) for one in raw.get("expected_senders") or ())
        return Region(
            name=str(raw["name"]),
            invented=bool(raw.get("invented", False)),
            municipalities=municipalities,
            providers=providers,
            expected_senders=stated or _default_expectations(municipalities, providers),
            postcode_districts=raw.get("postcode_districts"),
            covered_from=_month(raw.get("covered_from")),
            turning_points=tuple(_turning_point(one) for one in raw.get("turning_points") or ()),
            trajectory_gap_days=_gap(raw.get("trajectory_gap_days", TRAJECTORY_GAP_DAYS)),
        )
    except KeyError as missing:
        raise RegionError(f"region file: {missing.args[0]} is missing") from missing


def read_region(path: Path) -> Region:
    """Return the region in the file; without a file a region without a name and without members.

    Parsed once per state of the file: every figure asks for the region several times.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return Region(name="")
    return _parsed(path, found.st_mtime_ns, found.st_size, found.st_ino)


@lru_cache(maxsize=8)
def _parsed(path: Path, changed: int, size: int, inode: int) -> Region:  # noqa: ARG001 (part of the key)
    try:
        raw = read_yaml(path)
    except yaml.YAMLError as error:
        raise RegionError(f"region file {path.name}: not YAML: {error}") from error
    if not isinstance(raw, dict):
        raise RegionError(f"region file {path.name}: a mapping was expected")
    return parse_region(raw)


def _plain(value: object) -> object:
    match value:
        case StrEnum():
            return str(value)
        case dict():
            return {key: _plain(one) for key, one in value.items() if one is not None and one != ()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return value


def write_region(region: Region, path: Path) -> None:
    """Write the region file in one atomic step; what `read_region` reads back is equal."""
    text = yaml.safe_dump(_plain(asdict(region)), allow_unicode=True, sort_keys=False)
    write_over(path, text.encode())
