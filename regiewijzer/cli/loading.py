"""Commands that bring messages and extracts in: simulate and load."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from regiewijzer.cli.output import CouldNotRun, console, fail, print_json, print_table, progress_bar
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.extracts.senders import Sender
from regiewijzer.ledger.append import LoadRunning
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import InstallationError, InstallationIncomplete
from regiewijzer.ledger.region import RegionError, read_region
from regiewijzer.pipeline.files import PathMissing
from regiewijzer.pipeline.known_at import KnownAt, naive_utc, parse_known_at
from regiewijzer.pipeline.load import load as load_files
from regiewijzer.pipeline.outcome import DeliveryOutcome, LoadResult
from regiewijzer.pipeline.progress import Progress
from regiewijzer.pipeline.senders import UnknownSender, sender_of_code
from regiewijzer.simulation import SCALES, OutputExistsError, UnknownScaleError
from regiewijzer.simulation import simulate as simulate_region
from regiewijzer.vocabulary.numbers import dutch

STAGES = {
    "read": "Berichten en extracten lezen",
    "record": "Vastleggen",
    "cache": "Standen opbouwen",
    "checks": "Regels tussen berichten",
    "done": "Klaar",
}
SIMULATION_STAGES = {"care": "jeugdigen en zorg", "messages": "berichten", "truth": "waarheid en kalibratie"}
SHOWN_DELIVERIES = 20
Workers = Annotated[int, typer.Option(min=0, help="Aantal processen dat berichten leest; 0 leest in dit proces.")]


FromSender = Annotated[
    str | None,
    typer.Option(
        "--sender",
        help="Wie de extracten levert: een AGB- of gemeentecode, service of cbs. Anders zegt de map het (zie de handleiding).",
    ),
]


def named_sender(home: Home, code: str | None) -> Sender | None:
    """Return the sender of that code; the exit for wrong use when the region does not know it."""
    if code is None:
        return None
    try:
        return sender_of_code(code, read_region(home.region))
    except UnknownSender:
        raise fail(
            f"--sender {code}: deze afzender staat niet in het regiobestand. Kies een code daaruit, service of cbs.", 2
        ) from None
    except RegionError as error:
        raise CouldNotRun(str(error)) from error


def simulate_with_bar(scale: str, seed: int, out: Path, *, quiet: bool = False, truth: bool = True) -> None:
    """Write an invented region with a progress bar; `truth` False leaves out what only tests read."""
    with progress_bar("Regio verzinnen", quiet=quiet) as move:

        def tell(stage: str, done: int, total: int) -> None:
            move(done, total, SIMULATION_STAGES.get(stage, stage))

        try:
            simulate_region(scale, seed, out, progress=tell, truth=truth)
        except OutputExistsError as error:
            raise CouldNotRun(f"In {out} staan al berichten. Kies een lege map met --out.") from error
        except UnknownScaleError as error:
            raise CouldNotRun(f"De omvang {scale!r} bestaat niet; kies uit {', '.join(SCALES)}.") from error


def load_with_bar(
    home: Home,
    paths: Sequence[Path],
    known_at: KnownAt,
    *,
    now: datetime,
    workers: int = 2,
    quiet: bool = False,
    sender: Sender | None = None,
) -> LoadResult:
    """Load files with a progress bar; expected failures become CouldNotRun with a Dutch text."""
    with progress_bar("Laden", quiet=quiet) as move:

        def tell(progress: Progress) -> None:
            text = f"{STAGES.get(progress.stage, progress.stage)} · {dutch(progress.messages)} berichten"
            move(progress.done, progress.total, text)

        try:
            return load_files(home, paths, known_at=known_at, now=naive_utc(now), workers=workers, progress=tell, sender=sender)
        except PathMissing as error:
            raise CouldNotRun(f"Dit pad bestaat niet: {error}. Controleer de naam, of lever het bestand opnieuw aan.") from error
        except LoadRunning as error:
            raise CouldNotRun(_running(home, error)) from error
        except (InstallationError, InstallationIncomplete, RegionError) as error:
            raise CouldNotRun(str(error)) from error


def _running(home: Home, other: LoadRunning) -> str:
    who = f" (proces {other.pid}, sinds {other.since:%d-%m-%Y %H:%M} UTC)" if other.since else ""
    return f"Er wordt al geladen in {home.path}{who}. Wacht tot dat klaar is; er is niets veranderd."


def _show(result: LoadResult) -> None:
    if result.number is None:
        console.print("Niets nieuws: alles was al bekend. Het grootboek is niet veranderd.")
    else:
        console.print(f"Levering [bold]{result.number}[/] is vastgelegd.")
    rows = [
        ("berichten aangenomen", result.accepted),
        ("berichten afgekeurd", result.rejected),
        ("berichten al bekend", result.already_known),
        ("bestanden onleesbaar", result.unread),
        ("bestanden overgeslagen (geen XML, ZIP, CSV of Excel)", result.ignored),
    ]
    if result.deliveries:
        known = sum(one.already_known for one in result.deliveries)
        rows += [("rijen van extracten aangenomen", result.rows), ("rijen van extracten tegengehouden", result.held_back)]
        rows += [("tabellen van extracten al geladen", known)]
    print_table("Uitkomst", ("wat", "aantal"), rows)
    _show_to_mend(result.deliveries)
    if result.by_rule:
        print_table("Bevindingen per regel", ("regel", "aantal"), sorted(result.by_rule.items(), key=lambda item: -item[1])[:20])
        console.print("Waar, van wie en hoe te herstellen: [bold]regiewijzer findings[/] of de pagina Leveringen.")


def _show_to_mend(deliveries: Sequence[DeliveryOutcome]) -> None:
    """Print the tables of extracts that are not wholly in order, the most faulty first."""
    names = {name: table.title.nl for name, table in load_extract_tables().items()}
    wrong = sorted((one for one in deliveries if one.status != "accepted"), key=lambda one: -one.held_back)
    rows = [(names[one.table], one.sender_code, Path(one.member or one.file).name, one.accepted, one.held_back) for one in wrong]
    columns = ("tabel", "afzender", "bestand", "aangenomen", "tegengehouden")
    if rows:
        print_table(f"Extracten met iets te herstellen: {len(rows)}", columns, rows[:SHOWN_DELIVERIES])


def simulate(
    out: Annotated[Path, typer.Option(help="Lege map voor de berichten.")],
    scale: Annotated[str, typer.Option(help="tiny, small of region.")] = "small",
    seed: Annotated[int, typer.Option(help="Begingetal.")] = 7,
) -> None:
    """Schrijf de berichten van een verzonnen regio."""
    simulate_with_bar(scale, seed, out)
    console.print(f"Geschreven in {out}. Laden: [bold]regiewijzer load {out} --known-at dated[/]")


def load(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="XML, ZIP, CSV, Excel of mappen daarmee.")],
    known_at: Annotated[str, typer.Option(help="received, dated, envelope of een moment (2026-01-31T12:00).")] = "received",
    workers: Workers = 2,
    sender: FromSender = None,
    as_json: Annotated[bool, typer.Option("--json", help="Uitkomst als JSON.")] = False,
) -> None:
    """Lees berichten en extracten (CSV, Excel) in het grootboek."""
    try:
        rule = parse_known_at(known_at)
    except ValueError:
        raise fail(
            f"--known-at kent received, dated, envelope of een moment als 2026-01-31T12:00, niet {known_at!r}.", 2
        ) from None
    home = Home(context.obj)
    named = named_sender(home, sender)
    result = load_with_bar(home, paths, rule, now=datetime.now(UTC), workers=workers, quiet=as_json, sender=named)
    print_json(result) if as_json else _show(result)
    if result.has_refusals:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (simulate, load):
        app.command()(command)
