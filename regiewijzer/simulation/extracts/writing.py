"""Lets every sender deliver its extracts, and writes the truth behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.simulation.calibration import Calibration
from regiewijzer.simulation.care_paths import Path as CarePath
from regiewijzer.simulation.catalogue import Catalogue
from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.claims import Claiming
from regiewijzer.simulation.elsewhere import Worker
from regiewijzer.simulation.extracts.absentees import Absentees
from regiewijzer.simulation.extracts.calibration import calibrate_extracts
from regiewijzer.simulation.extracts.caps import Caps
from regiewijzer.simulation.extracts.cbs_protection import ProtectionReports
from regiewijzer.simulation.extracts.contracts import Contracting
from regiewijzer.simulation.extracts.courses import courses
from regiewijzer.simulation.extracts.deliveries import SERVICE, collected
from regiewijzer.simulation.extracts.experiences import Experiences
from regiewijzer.simulation.extracts.facts import Facts
from regiewijzer.simulation.extracts.files import Files
from regiewijzer.simulation.extracts.municipalities import Municipalities
from regiewijzer.simulation.extracts.population import Populations
from regiewijzer.simulation.extracts.providers import Providers
from regiewijzer.simulation.extracts.quality import Quality
from regiewijzer.simulation.extracts.registers import Registers
from regiewijzer.simulation.extracts.senders import Posting
from regiewijzer.simulation.extracts.spending import Spending
from regiewijzer.simulation.extracts.truth_extracts import ExtractTruth, NoTruth
from regiewijzer.simulation.extracts.waits import draw_waits
from regiewijzer.simulation.population import Population
from regiewijzer.simulation.region import SyntheticRegion
from regiewijzer.simulation.scenario import Scenario
from regiewijzer.simulation.settings import Settings
from regiewijzer.simulation.truth import Trajectory
from regiewijzer.simulation.writer import Writer

# Streams of chance; 1 to 9 are those of the messages, which therefore stay as they are whatever happens here.
_WAITS, _QUALITY, _EXPERIENCES, _PROVIDERS, _SPENDING = 21, 22, 23, 24, 25
_ABSENTEES, _MUNICIPALITIES, _CONTRACTS, _POPULATION, _POSTING, _PROTECTION = 26, 27, 28, 29, 30, 31
_CAPS = 32


@dataclass(frozen=True)
class Extracts:
    """All senders of a run. `facts`, `absentees` and `spending` are also what calibration looks at."""

    facts: Facts
    contracting: Contracting
    populations: Populations
    protection: ProtectionReports
    absentees: Absentees
    spending: Spending
    files: Files

    def _chance(self, stream: int) -> Chance:
        return Chance(self.facts.settings.seed, stream)

    def without_clients(self) -> list[tuple[str, str]]:
        """Return code and name of the providers that have a contract and no client."""
        senders = self.facts.region.senders
        return [(one.code, one.name) for one in self.contracting.contracted if one.code not in senders]

    def calibrate(self) -> list[Calibration]:
        """Return how close the extracts came to published figures."""
        return calibrate_extracts(self.facts, self.spending, self.protection, self.populations)

    def write(self, truth: Path | None) -> None:
        """Write the files of every sender, and their truth in that folder; None leaves the truth out."""
        tables = load_extract_tables()
        posting = Posting(self.facts, tables, self.files, self._chance(_POSTING))
        quality = Quality(self.facts, self._chance(_QUALITY))
        experiences = Experiences(self.facts, quality, self._chance(_EXPERIENCES))
        providers = Providers(self.facts, quality, experiences, self.protection, self._chance(_PROVIDERS))
        municipalities = Municipalities(self.facts, self.spending, self.absentees, experiences, self._chance(_MUNICIPALITIES))
        everybody = (
            *((code, providers.of) for code in self.facts.region.senders),
            *((code, municipalities.of) for code in self.facts.region.places),
        )
        together = [*Registers(self.facts, self.contracting).deliveries(), *self.populations.deliveries()]
        with NoTruth() if truth is None else ExtractTruth(truth, tables) as kept:
            for code, deliveries in everybody:
                arriving = posting.arriving(code, deliveries(code))
                if code in self._collected:
                    together.extend(collected(one) for one in arriving)
                else:
                    kept.add(posting.send(code, arriving))
            together.extend(Caps(self.facts, self._chance(_CAPS)).deliveries())
            kept.add(posting.send(SERVICE, together))
            kept.finish(self.facts, self.absentees, posting)

    @cached_property
    def _collected(self) -> frozenset[str]:
        """The smallest providers: they fill in a form, and the service organisation puts the forms together."""
        senders = sorted(self.facts.region.senders.values(), key=lambda one: one.weight)
        return frozenset(one.code for one in senders[: round(len(senders) * self.facts.raw["sending"]["collected"])])


def prepare(
    writer: Worker[Writer],
    settings: Settings,
    scenario: Scenario,
    catalogue: Catalogue,
    region: SyntheticRegion,
    population: Population,
    paths: Sequence[CarePath],
    payers: Sequence[str | None],
    found: Sequence[Trajectory],
    claiming: Claiming,
) -> Extracts:
    """Return the senders of a run; `payers` is the first municipality of each path, None when no care came of it."""
    chance = Chance(settings.seed, _WAITS)
    waits = draw_waits(paths, payers, scenario["extracts"]["waiting"], population, chance)
    facts = Facts(settings, scenario, catalogue, region, population, courses(found, waits), waits, claiming)
    spending = Spending(facts, Chance(settings.seed, _SPENDING))
    contracting = Contracting(settings, region, facts.raw, Chance(settings.seed, _CONTRACTS))
    return Extracts(
        facts,
        contracting,
        Populations(facts, Chance(settings.seed, _POPULATION)),
        ProtectionReports(facts, Chance(settings.seed, _PROTECTION)),
        Absentees(facts, Chance(settings.seed, _ABSENTEES)),
        spending,
        Files(writer),
    )
