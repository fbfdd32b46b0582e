"""The worked cases together: all in one ledger, told apart by their own municipalities and providers."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from regiewijzer.ledger.as_of import open_as_of
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Funding, Municipality, Provider, Region, write_region
from regiewijzer.pipeline.check import read_checks
from regiewijzer.pipeline.known_at import KnownAt, KnownBasis
from regiewijzer.pipeline.load import load
from regiewijzer.pipeline.outcome import LoadResult
from tests.support.case_files import Case, read_case
from tests.support.ledger_tables import QUERIES, Row, read_rows

_FILES = sorted((Path(__file__).parents[1] / "integration" / "cases" / "scenarios").glob("*.yaml"))
CASES = tuple(read_case(path, place) for place, path in enumerate(_FILES))
# These are also watched while their messages come in; opening the ledger after every step of all cases would take a minute.
WATCHED = tuple(case for case in CASES if case.name.startswith("casus-") or "check" in case.tables)
NOW = datetime(2026, 11, 22, 9, 0)
LONGEST_STAY = timedelta(days=21)  # short enough that no rule about silence (six months) can come between

Load = Callable[..., LoadResult]
Rows = Mapping[str, Sequence[Row]]  # table -> rows
Seen = Mapping[tuple[str, int], Rows]  # (case, place of the step) -> what the ledger said


def region() -> Region:
    """Return the region in which all cases play."""
    named = [(code, name, case) for case in CASES for code, name in case.names.items()]
    providers = tuple(Provider(code, name, Funding(case.funding)) for code, name, case in named if code in case.providers)
    municipalities = tuple(Municipality(code, name) for code, name, case in named if code not in case.providers)
    return Region("Regio van de casussen", invented=True, municipalities=municipalities, providers=providers)


def rounds(cases: Sequence[Case]) -> list[list[tuple[Case, int]]]:
    """Return the steps by their place: first the first step of every case, and so on."""
    longest = max(len(case.steps) for case in cases)
    return [[(case, place) for case in cases if place < len(case.steps)] for place in range(longest)]


def load_round(home: Home, delivery: Path, steps: Sequence[tuple[Case, int]], *, load: Load = load) -> None:
    """Load these messages as one delivery, each known from the date on it; none of them may be refused.

    `load` may be the first part of a load only (record_messages): cache and checks come back when they are asked for.
    """
    delivery.mkdir(parents=True)
    for step in (case.steps[place] for case, place in steps):
        (delivery / f"{step.identification}.xml").write_bytes(step.content)
    if not home.region.exists():
        write_region(region(), delivery / "region.yaml")
    result = load(home, [delivery], known_at=KnownAt(KnownBasis.DATED), now=NOW, workers=0)
    assert (result.accepted, result.rejected, result.unread) == (len(steps), 0, 0), result


@dataclass(frozen=True, slots=True)
class _Stay:
    """The days on which the ledger should say the same of one case: from a step to the day before the next."""

    case: Case
    place: int
    first: date
    last: date


def _stay(case: Case, place: int) -> _Stay:
    step, following = case.steps[place], case.steps[place + 1 : place + 2]
    latest = step.on + LONGEST_STAY
    return _Stay(case, place, step.on, min([latest, *(one.on - timedelta(days=1) for one in following)]))


def _days(stays: Sequence[_Stay]) -> dict[date, list[_Stay]]:
    """Choose as few days as can be so that each stay holds one: opening the ledger at a day is what takes time."""
    chosen: dict[date, list[_Stay]] = {}
    latest = date.min
    for stay in sorted(stays, key=lambda one: one.last):
        if latest < stay.first:
            latest = stay.last
        chosen.setdefault(latest, []).append(stay)
    return chosen


def look(home: Home, wanted: Iterable[tuple[Case, int]]) -> Seen:
    """Return what the ledger says of these cases after the steps at these places."""
    seen: dict[tuple[str, int], Rows] = {}
    for day, stays in _days([_stay(case, place) for case, place in wanted]).items():
        rows = _rows_on(home, day, {table for stay in stays for table in stay.case.tables})
        seen |= {(stay.case.name, stay.place): _own(stay.case, rows) for stay in stays}
    return seen


def _rows_on(home: Home, day: date, tables: Set[str]) -> Rows:
    with open_as_of(home, datetime.combine(day, time.max)) as ledger:
        return {table: read_rows(ledger.connection, table) for table in sorted(tables & QUERIES.keys() | {"finding"})}


def look_at_checks(home: Home) -> dict[str, list[Row]]:
    """Return per case the rules across messages that its messages break, now that the newest load is in."""
    with open_as_of(home, NOW) as ledger:
        senders = dict(ledger.connection.execute("SELECT message_id, provider_code FROM message").fetchall())
    findings = [one for one in read_checks(home).findings if one.message_id]
    broken = sorted({(senders[one.message_id], one.rule, str(one.severity)) for one in findings})
    return {
        case.name: [{"rule": rule, "severity": severity} for provider, rule, severity in broken if provider in case.providers]
        for case in CASES
    }


def _own(case: Case, rows: Rows) -> Rows:
    """Return the rows of the tables that the case speaks of, with the names that it uses for its municipalities."""
    return {
        table: sorted((_named(case, row) for row in rows[table] if row["provider_code"] in case.providers), key=repr)
        for table in (*case.tables, "finding")
        if table in rows
    }


def _named(case: Case, row: Row) -> Row:
    return {name: case.names.get(value, value) for name, value in row.items()}
