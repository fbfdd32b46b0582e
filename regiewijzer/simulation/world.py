"""Runs the simulation from beginning to end: region, population, hidden care, messages, truth, calibration report."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from regiewijzer.simulation import truth, truth_files
from regiewijzer.simulation.calibration import Calibration, write_report
from regiewijzer.simulation.care_paths import CarePaths
from regiewijzer.simulation.care_paths import Path as CarePath
from regiewijzer.simulation.catalogue import load_catalogue
from regiewijzer.simulation.chance import Chance
from regiewijzer.simulation.claims import Claiming
from regiewijzer.simulation.correspondence import Correspondence
from regiewijzer.simulation.districts import POSTCODES_FILE, write_postcodes
from regiewijzer.simulation.elsewhere import Elsewhere, Here, Worker, seldom_collecting
from regiewijzer.simulation.extracts import Extracts, prepare
from regiewijzer.simulation.extracts.files import FOLDER
from regiewijzer.simulation.faults import Planted
from regiewijzer.simulation.lateness import Lateness
from regiewijzer.simulation.outbox import Outbox
from regiewijzer.simulation.plans import Schedule
from regiewijzer.simulation.population import build_population
from regiewijzer.simulation.region import build_region, write_region_file
from regiewijzer.simulation.scenario import load_scenario
from regiewijzer.simulation.settings import Settings, settings_for
from regiewijzer.simulation.stories import Stories
from regiewijzer.simulation.trees import Persons
from regiewijzer.simulation.writer import Writer
from regiewijzer.vocabulary.periods import months_between, next_month

Progress = Callable[[str, int, int], None]
_ENOUGH_FOR_TWO = 5_000  # young people; with fewer the other process would take longer to start than it saves


class OutputExistsError(ValueError):
    """The output folder already holds messages; the text names it."""


@dataclass(frozen=True, slots=True)
class SimulationResult:
    """What was written: folder of the messages, counts, and how close the outcome came to the national figures."""

    out: Path
    messages: int
    files: int
    extract_files: int
    size_bytes: int
    young_people: int
    faults: int
    calibration: tuple[Calibration, ...]

    @property
    def messages_folder(self) -> Path:
        """The folder with the messages."""
        return self.out / "berichten"

    @property
    def extracts_folder(self) -> Path:
        """The folder with the extracts."""
        return self.out / FOLDER


def _no_progress(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def simulate(
    scale: str,
    seed: int,
    out: Path,
    *,
    progress: Progress = _no_progress,
    faults: float = 1.0,
    lateness: float = 1.0,
    truth: bool = True,
) -> SimulationResult:
    """Write a synthetic region to `out`: berichten/, aanleveringen/, region.yaml, received.csv, truth/ and a calibration report.

    The same scale, seed and factors give byte-identical files. `progress(stage, done, total)` is called along the way.
    `truth` False leaves out truth/, which only tests read. UnknownScaleError for an unknown scale, OutputExistsError when `out`
    already holds messages.
    """
    settings = replace(settings_for(scale, seed), faults=faults, lateness=lateness)
    return run(settings, out, progress=progress, truth=truth)


def run(
    settings: Settings,
    out: Path,
    *,
    progress: Progress = _no_progress,
    two_processes: bool | None = None,
    truth: bool = True,
) -> SimulationResult:
    """Run with settings of one's own; see `simulate`. `two_processes` None: when there is enough to do for two."""
    if (out / "berichten").exists():
        raise OutputExistsError(f"{out} already holds messages")
    out.mkdir(parents=True, exist_ok=True)
    if two_processes is None:
        two_processes = settings.young_people >= _ENOUGH_FOR_TWO
    with seldom_collecting(), (Elsewhere if two_processes else Here)(Writer, out, settings.first_month) as writer:
        return _run(_World(settings, out, writer), progress, with_truth=truth)


def _run(world: "_World", progress: Progress, *, with_truth: bool) -> SimulationResult:
    progress("care", 0, 1)
    paths = world.paths()
    progress("care", 1, 1)
    world.tell(paths)
    world.send(progress)
    progress("truth", 0, 1)
    calibration = world.finish(paths, with_truth=with_truth)
    progress("truth", 1, 1)
    written = world.writer.ask(Writer.outcome)
    return SimulationResult(
        world.out,
        written.messages,
        written.files,
        world.extract_files,
        written.size,
        world.settings.young_people,
        len(world.outbox.planted),
        calibration,
    )


class _World:
    """Everything of one run, wired together."""

    def __init__(self, settings: Settings, out: Path, writer: Worker[Writer]) -> None:
        self.settings, self.out, self.writer = settings, out, writer
        self.scenario = load_scenario()
        self.catalogue = load_catalogue(self.scenario)
        self.region = build_region(settings, self.scenario, self.catalogue)
        self.population = build_population(settings, self.scenario, self.region)
        self.outbox = Outbox(settings, self.scenario, writer)
        self.schedule = Schedule(settings.first_month, settings.present)
        lateness = Lateness(self.scenario, settings.lateness, Chance(settings.seed, 5))
        self.stories = Stories(settings, self.scenario, self.catalogue, self.region, self.population, lateness, self.schedule)
        self.extract_files = 0
        self.payers: list[str | None] = []  # first municipality of each path, None when no care came of it
        persons = Persons(self.population)
        self.correspondence = Correspondence(self.outbox, persons)
        self.claiming = Claiming(
            settings, self.scenario, self.catalogue, self.region, lateness, self.outbox, persons, Chance(settings.seed, 9)
        )

    def paths(self) -> list[CarePath]:
        return CarePaths(self.settings, self.scenario, self.catalogue, self.region, self.population).draw()

    def tell(self, paths: list[CarePath]) -> None:
        for path in paths:
            made = self.stories.tell(path)
            self.claiming.watch(made)
            self.payers.append(made[0].municipality if made and made[0].care else None)

    def send(self, progress: Progress) -> None:
        months = list(months_between(self.settings.first_month, self.settings.present))
        for done, month in enumerate(months):
            progress("messages", done, len(months))
            for plan in self.schedule.take(month):
                self.correspondence.send(plan)
            self.claiming.run(month)
            self.writer.tell(Writer.flush, next_month(month))
        self.writer.tell(Writer.flush, next_month(next_month(self.settings.present)))
        progress("messages", len(months), len(months))

    def finish(self, paths: list[CarePath], *, with_truth: bool) -> tuple[Calibration, ...]:
        found = truth.trajectories(self.stories.spells)
        folder = self.out / "truth"
        extracts = self._extracts(paths, found)
        extracts.write(folder if with_truth else None)
        self.extract_files = extracts.files.count
        self.writer.tell(Writer.write_received)
        if with_truth:
            truth_files.write(
                folder, self.settings, self.region, self.stories, self.claiming, self._planted, self.population, found
            )
        write_postcodes(self.region, self.out / POSTCODES_FILE)
        write_region_file(self.region, self.settings, self.out / "region.yaml", POSTCODES_FILE, extracts.without_clients())
        return write_report(self.out, self.settings, self.population, paths, self.claiming, extracts.calibrate())

    def _planted(self) -> list[Planted]:
        return self.outbox.placed(self.writer.ask(Writer.outcome).noted)

    def _extracts(self, paths: list[CarePath], found: list[truth.Trajectory]) -> Extracts:
        return prepare(
            self.writer,
            self.settings,
            self.scenario,
            self.catalogue,
            self.region,
            self.population,
            paths,
            self.payers,
            found,
            self.claiming,
        )
