"""Which municipality pays for a path, and when that changes: moves, the residence rule (woonplaatsbeginsel) of 2022, a merger."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from regiewijzer.simulation.care_paths import Path
from regiewijzer.simulation.population import Population
from regiewijzer.simulation.region import SyntheticRegion
from regiewijzer.simulation.scenario import Scenario


class Stretch(NamedTuple):
    """A part of a path paid by one municipality; `why` it ends: move | merger | residence, None = the path itself ends."""

    municipality: str
    first: date
    until: date
    why: str | None


class Payers:
    """Splits paths by paying municipality. A change always falls on the first of a month."""

    def __init__(self, scenario: Scenario, region: SyntheticRegion, population: Population) -> None:
        self._rule, self._region, self._population = scenario["residence_rule"], region, population
        self._merger = next((place for place in region.places.values() if place.valid_until), None)

    def stretches(self, path: Path) -> list[Stretch]:
        """Return the parts of the path in order; they touch."""
        changes = [*self._changes(path), (path.until, "", None)]
        found, first = [], path.started_on
        code = self._first_payer(path)
        for day, next_code, why in sorted(changes):
            if first < day <= path.until:
                found.append(Stretch(self._region.place_on(code, first), first, day, why))
                first = day
            if day <= path.until and next_code:
                code = next_code
        return found

    def _changes(self, path: Path) -> Iterator[tuple[date, str, str | None]]:
        moved = date.fromordinal(int(self._population.moved[path.person]))
        if path.product.is_residence:
            yield from self._dossier(path)
        elif path.started_on < moved < path.until:
            yield moved, self._population.home_on(path.person, moved), "move"
        if self._merger and self._merger.valid_until and path.started_on < self._merger.valid_until < path.until:
            yield from self._merged(path, self._merger.code, self._merger.valid_until)

    def _merged(self, path: Path, code: str, day: date) -> Iterator[tuple[date, str, str | None]]:
        if self._payer_before(path, day) == code:
            yield day, code, "merger"

    def _payer_before(self, path: Path, day: date) -> str:
        origin = path.started_on if path.product.is_residence else day
        return self._population.home_on(path.person, origin)

    def _first_payer(self, path: Path) -> str:
        if self._is_elsewhere(path):
            return self._elsewhere(path)
        return self._population.home_on(path.person, path.started_on)

    def _dossier(self, path: Path) -> Iterator[tuple[date, str, str | None]]:
        """Before 2022 the municipality of the guardian's address paid; then dossiers moved to the one of origin."""
        if self._is_elsewhere(path):
            late = path.person % 1000 < 1000 * self._rule["late"]
            day = self._rule["late_until"] if late else self._rule["from"]
            if path.started_on < day < path.until:
                yield day, self._population.home_on(path.person, path.started_on), "residence"

    def _is_elsewhere(self, path: Path) -> bool:
        old = path.product.is_residence and path.started_on < self._rule["from"]
        return bool(old and path.person * 7919 % 1000 < 1000 * self._rule["elsewhere"])

    def _elsewhere(self, path: Path) -> str:
        home = self._population.home_on(path.person, path.started_on)
        others = [code for code, place in self._region.places.items() if code != home and not place.valid_until]
        return others[path.person % len(others)]
