"""Requests (verzoeken) of providers for care without the municipal access: 315 and 317, answered by 301 or 319."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, pairwise

from regiewijzer.simulation.assignments import Assignment
from regiewijzer.simulation.care_paths import Path
from regiewijzer.simulation.chance import Chance, Choice
from regiewijzer.simulation.plans import Change, Plan, Request
from regiewijzer.simulation.region import SyntheticRegion
from regiewijzer.simulation.scenario import Scenario

_REFUSED, _EXAMINED = "1", "2"
_RESIDENCE, _OTHER_MUNICIPALITY = "8", "5"
_NEW_RELEASE = date(2021, 1, 1)  # 315 to 319 as they are came with release 3.0


class Requesting:
    """Makes references and plans requests with their answers."""

    def __init__(self, scenario: Scenario, region: SyntheticRegion, chance: Chance) -> None:
        raw = scenario["requests"]
        self._refused, self._change = raw["refused"], raw["change"]
        self._reasons = Choice(raw["refused"]["reasons"])
        self._region, self._chance, self._serial = region, chance, count(1)

    def reference(self, provider: str) -> str:
        """Return a new reference (ReferentieAanbieder)."""
        return f"VZ-{provider[4:]}-{next(self._serial):07d}"

    def plans(self, path: Path, first: Assignment) -> Iterator[Plan]:
        """Yield the request behind a path, what was refused before it and what was examined."""
        reference = first.versions[0].reference
        if path.requested_on is None or reference is None:
            return
        yield from self._refusal(path, first)
        request = Request(reference, first.municipality, first, path.referrer, first.valid_from)
        yield Plan(path.requested_on, "315", request)
        if path.examined_on is not None:
            yield Plan(path.examined_on, "319", request, _EXAMINED)

    def _refusal(self, path: Path, first: Assignment) -> Iterator[Plan]:
        """Yield an earlier request for the same care that was refused, some to the wrong municipality."""
        assert path.requested_on is not None
        if not self._chance.happens(self._refused["share"]):
            return
        answered = path.requested_on - timedelta(self._chance.between(1, 20))
        asked = answered - timedelta(self._chance.between(1, 12))
        reason = self._chance.pick(self._reasons)
        wrong = reason in (_RESIDENCE, _OTHER_MUNICIPALITY)
        municipality = self._other(first.municipality, asked) if wrong else first.municipality
        residence = first.municipality if reason == _RESIDENCE else None
        request = Request(self.reference(path.provider), municipality, first, path.referrer, first.valid_from, reason, residence)
        yield Plan(asked, "315", request)
        yield Plan(answered, "319", request, _REFUSED)

    def _other(self, code: str, day: date) -> str:
        others = [one for one in self._region.places if self._region.place_on(one, day) == one != code]
        return others[self._chance.between(0, len(others) - 1)]

    def changes(self, assignments: list[Assignment]) -> Iterator[Plan]:
        """Yield requests for change (317): for some extensions, and for every number that follows on another volume."""
        for made in assignments:
            for index, version in enumerate(made.versions):
                if version.reason == "04" and version.assigned_on > _NEW_RELEASE and self._chance.happens(self._change):
                    yield self._extension(made, index)
        for before, after in pairwise(assignments):
            if before.seam == "change":
                after.versions[0].reference = self.reference(after.sender.code)
                asked = after.versions[0].assigned_on - timedelta(self._chance.between(1, 6))
                yield Plan(asked, "317", Change(after.versions[0].reference, before, None, after))

    def _extension(self, made: Assignment, index: int) -> Plan:
        version = made.versions[index]
        version.reference, version.reason = self.reference(made.sender.code), "12"
        return Plan(
            version.assigned_on - timedelta(self._chance.between(1, 7)), "317", Change(version.reference, made, index, None)
        )
