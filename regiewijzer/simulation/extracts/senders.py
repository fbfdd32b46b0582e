"""How deliveries become files: bundled per sender and day, late, forgotten, with faults that are mended later or not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from regiewijzer.definitions.extracts_types import ExtractTable
from regiewijzer.simulation.care_paths import working_day
from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.extracts.cells import lines, titles, typed, written
from regiewijzer.simulation.extracts.deliveries import SERVICE, Delivery, mending_day
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.faults import Faults, PlantedExtract, Spoiled, Spot
from regiewijzer.simulation.extracts.files import Files, Lines
from regiewijzer.simulation.extracts.rows import Row

_PLAIN_ONLY = ("cbs_care", "cbs_protection")  # the layout of CBS is a file of text


class Forgotten(NamedTuple):
    """A delivery that never came."""

    sender: str
    day: date
    table: str


class Posting:
    """Sends what senders made. `planted` and `forgotten` are what went wrong; what is returned is what may be kept."""

    def __init__(self, facts: Facts, tables: Mapping[str, ExtractTable], files: Files, chance: Chance) -> None:
        self._facts, self._tables, self._files, self._chance = facts, tables, files, chance
        self._raw = facts.raw["sending"]
        self._faults = Faults(tables, self._codes(), self._raw["faulty"] * facts.settings.faults, chance)
        self.planted: list[PlantedExtract] = []
        self.forgotten: list[Forgotten] = []

    def _codes(self) -> list[str]:
        return [*self._facts.region.senders, *(code for code, place in self._facts.region.places.items() if not place.successor)]

    def arriving(self, sender: str, deliveries: Iterable[Delivery]) -> list[Delivery]:
        """Return what comes, with the day it comes on: some bundles come late, some of providers never."""
        by_day: dict[date, list[Delivery]] = defaultdict(list)
        for one in deliveries:
            by_day[one.day].append(one)
        lateness = self._facts.settings.lateness
        found: list[Delivery] = []
        for day, together in sorted(by_day.items()):
            if sender in self._facts.region.senders and self._chance.happens(self._raw["forgotten"] * lateness):
                self.forgotten.extend(Forgotten(sender, day, one.table) for one in together)
            elif self._chance.happens(self._raw["late"] * lateness):
                late = working_day(day + timedelta(self._chance.between(*self._raw["tail"])))
                found.extend(replace(one, day=late) for one in together)
            else:
                found.extend(together)
        return found

    def send(self, sender: str, deliveries: Iterable[Delivery]) -> list[Delivery]:
        """Write the files of one sender; return what was rightly delivered, each without its faulty rows."""
        excel = sender != SERVICE and self._chance.happens(self._raw["excel"])
        sent = [part for one in deliveries for part in self._sent(one, excel=excel)]
        for day, parts in sorted(_by_day(sent, self._facts.settings.present).items()):
            self._write(sender, day, parts, excel=excel)
        return [Delivery(sender, one.day, one.kept) for one in sent if one.kept and one.day <= self._facts.settings.present]

    def _sent(self, one: Delivery, *, excel: bool) -> Sequence[Spoiled]:
        """Return how a delivery goes out: right at once, or first with a fault and, mostly, right some days later."""
        day = one.day
        spoiled = self._faults.draw(one, day, excel=excel and one.table not in _PLAIN_ONLY)
        right = Spoiled(one.table, day, one.rows, one.rows)
        if spoiled is None:
            return [right]
        again = mending_day(day) if one.sender == SERVICE else working_day(day + timedelta(self._chance.between(5, 20)))
        mended = again if spoiled.is_mended or self._chance.happens(self._raw["mended"]) else None
        if mended is None or mended > self._facts.settings.present:
            return [spoiled]
        return [spoiled._replace(mended_on=mended), right._replace(day=mended)]

    def _write(self, sender: str, day: date, together: Sequence[Spoiled], *, excel: bool) -> None:
        plain = [one for one in together if not excel or one.table in _PLAIN_ONLY]
        sheets = [one for one in together if excel and one.table not in _PLAIN_ONLY]
        if plain:
            self._put(sender, day, plain, excel=False)
        if sheets:
            self._put(sender, day, sheets, excel=True)

    def _put(self, sender: str, day: date, parts: Sequence[Spoiled], *, excel: bool) -> None:
        made = {self._tables[one.table].file_name: self._lines(one, excel=excel) for one in parts}
        write = self._files.write_workbook if excel else self._files.write_tables
        place, members = write(sender, day, made)
        for one in parts:
            member = members[self._tables[one.table].file_name]
            spots = one.faults or ((Spot("", 0, None),) if one.kind else ())
            self.planted.extend(
                PlantedExtract(one.kind, spot.rule, one.table, sender, day, place, member, spot.row, spot.column, one.mended_on)
                for spot in spots
            )

    def _lines(self, one: Spoiled, *, excel: bool) -> Lines:
        table = self._tables[one.table]
        made = [titles(table), *lines(table, one.rows, typed if excel else written)]
        for fault in one.faults:
            if fault.column is not None:
                made[fault.row - 1][fault.column] = fault.value
        return made


def _by_day(sent: Iterable[Spoiled], present: date) -> Mapping[date, list[Spoiled]]:
    """Return what goes out on each day up to the present, with the rows of one table in one file."""
    found: dict[date, dict[str, list[Spoiled]]] = defaultdict(lambda: defaultdict(list))
    for one in sent:
        if one.day <= present:
            found[one.day][one.table].append(one)
    return {day: [_joined(parts) for parts in tables.values()] for day, tables in found.items()}


def _joined(parts: Sequence[Spoiled]) -> Spoiled:
    """Put deliveries of one table under each other; their faults move along."""
    if len(parts) == 1:
        return parts[0]
    rows: list[Row] = []
    faults: list[Spot] = []
    for one in parts:
        faults.extend(spot._replace(row=spot.row + len(rows)) for spot in one.faults)
        rows.extend(one.rows)
    wrong = next((one for one in parts if one.kind), parts[0])
    return wrong._replace(rows=rows, kept=[row for one in parts for row in one.kept], faults=tuple(faults))
