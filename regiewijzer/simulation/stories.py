"""From a path of care to everything that is said about it: who pays, which numbers, which care, which messages, which truth."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from regiewijzer.simulation.assignments import Assigning, Assignment, Version
from regiewijzer.simulation.care_paths import Path, working_day
from regiewijzer.simulation.catalogue import Catalogue
from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.deliveries import Delivering
from regiewijzer.simulation.lateness import Lateness
from regiewijzer.simulation.plans import Plan, Request, Schedule
from regiewijzer.simulation.population import Population
from regiewijzer.simulation.region import SyntheticRegion
from regiewijzer.simulation.requests import Requesting
from regiewijzer.simulation.residence import Payers
from regiewijzer.simulation.scenario import Scenario
from regiewijzer.simulation.settings import Settings
from regiewijzer.simulation.truth import Spell, Waiting
from regiewijzer.vocabulary.periods import first_of_month, inclusive

_DELETED = "13"
_DELETIONS_FROM = date(2022, 4, 4)  # release 3.1 brought reason 13


@dataclass
class Stories:
    """Tells the stories of all paths into a schedule, and keeps the hidden spells and decisions."""

    settings: Settings
    scenario: Scenario
    catalogue: Catalogue
    region: SyntheticRegion
    population: Population
    lateness: Lateness
    schedule: Schedule
    spells: list[Spell] = field(default_factory=list)
    decisions: list[Waiting] = field(default_factory=list)

    def __post_init__(self) -> None:
        chance = Chance(self.settings.seed, 4)
        self._chance = chance
        self._payers = Payers(self.scenario, self.region, self.population)
        self._assigning = Assigning(self.scenario, self.catalogue, self.region, chance, self.settings.first_month)
        self._delivering = Delivering(self.scenario, self.lateness, self.settings.present, chance)
        self._requesting = Requesting(self.scenario, self.region, chance)

    def tell(self, path: Path) -> list[Assignment]:
        """Plan every message of a path; return its assignments with their care. Nothing when it was unknown at the present."""
        if path.started_on <= self.settings.present < path.assigned_on:
            return []  # care began, the decision comes after the present: nobody wrote about it yet
        reference = self._requesting.reference(path.provider) if path.requested_on else None
        made = self._assigning.of_path(path, self._payers.stretches(path), reference)
        if path.started_on >= self.settings.first_month and self._is_unused():
            made = [self._unused(made[0])]
        else:
            self._delivering.put_care(path, made)
        requests = [plan for plan in self._requesting.plans(path, made[0]) if plan.sent >= self.population.born_on(path.person)]
        changes = list(self._requesting.changes(made))
        self.schedule.add((*requests, *changes, *self._assignment_plans(made), *self._delivering.plans(made)))
        self._remember(requests, made)
        return made

    def _is_unused(self) -> bool:
        raw = self.scenario["assignments"]
        return self._chance.happens(raw["unused"] + raw["deleted"])

    def _unused(self, made: Assignment) -> Assignment:
        """Return the assignment as one that never led to care: some are deleted, some just stand there."""
        raw = self.scenario["assignments"]
        first = made.versions[0]
        made.versions, made.seam = [first], None
        deleted_on = working_day(max(made.valid_from, first.assigned_on) + timedelta(self._chance.between(30, 90)))
        if self._chance.happens(raw["deleted"] / (raw["unused"] + raw["deleted"])) and deleted_on >= _DELETIONS_FROM:
            made.versions.append(Version(deleted_on, made.valid_from, _DELETED, first.budget))
        return made

    def _assignment_plans(self, assignments: list[Assignment]) -> Iterator[Plan]:
        for made in assignments:
            sent = date.min
            for index, version in enumerate(made.versions):
                sent = max(sent, self.lateness.sent_on("301", version.assigned_on))
                yield Plan(sent, "301", made, index)

    def _remember(self, requests: list[Plan], assignments: list[Assignment]) -> None:
        self.decisions.extend(self._decided(requests))
        for made in assignments:
            self.spells.extend(self._spells(made))

    def _decided(self, requests: list[Plan]) -> Iterator[Waiting]:
        asked: dict[str, date] = {}
        for plan in requests:
            request = plan.subject
            assert isinstance(request, Request), plan
            if plan.number == "315":
                asked[request.reference] = plan.sent
                decided = request.assignment.versions[0].assigned_on if request.refusal is None else None
            else:
                decided = plan.sent if request.refusal is not None else None
            if decided is not None and request.reference in asked and decided <= self.settings.present:
                days = (decided - asked[request.reference]).days
                provider = request.assignment.sender.code
                yield Waiting("decision", first_of_month(decided), days, request.municipality, provider, request.reference)

    def _spells(self, made: Assignment) -> Iterator[Spell]:
        present = self.settings.present
        for care in made.care:
            if care.started_on <= present:
                ended = inclusive(care.until) <= present
                numbered = made.sender.numbered
                yield Spell(
                    person=made.person,
                    municipality=made.municipality,
                    provider=made.sender.code,
                    care_form=made.product.form,
                    product_category=made.product.category,
                    product_code=made.product.code,
                    assignment_id=made.assignment_id if numbered else None,
                    assigned_on=made.versions[0].assigned_on if numbered else None,
                    started_on=care.started_on,
                    until=care.until if ended else None,
                    reason=(care.final_reason or care.reason) if ended else None,
                )
