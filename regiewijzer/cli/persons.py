"""Commands about one person, and about the key that hides them: for the privacy officer and the key custodian."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from regiewijzer import __version__
from regiewijzer.cli.output import CouldNotRun, console, print_json
from regiewijzer.ledger.access_request import access_report, lines_of
from regiewijzer.ledger.append import LoadRunning
from regiewijzer.ledger.erasure import forget as forget_person
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import load_installation
from regiewijzer.ledger.keys import KeyTrouble, keys_folder, read_custodian_identity
from regiewijzer.ledger.rotation import RotationImpossible
from regiewijzer.ledger.rotation import rotate_key as rotate
from regiewijzer.ledger.sealed import SealedError
from regiewijzer.pipeline.known_at import naive_utc
from regiewijzer.vocabulary.numbers import dutch

persons = typer.Typer(help="Personen: inzage, vergeten, bewaartermijn, sleutel.", no_args_is_help=True)
Number = Annotated[
    str, typer.Option("--bsn", prompt="Burgerservicenummer", hide_input=True, help="Wordt gevraagd en niet getoond.")
]


DryRun = Annotated[bool, typer.Option("--dry-run", help="Verwijder niets; toon wat zou verdwijnen.")]


def _now() -> datetime:
    return naive_utc(datetime.now(UTC))


@contextmanager
def _expected_failures() -> Iterator[None]:
    try:
        yield
    except (KeyTrouble, RotationImpossible, SealedError) as error:
        raise CouldNotRun(f"Sleutel: {error}") from error
    except LoadRunning as error:
        raise CouldNotRun(f"Er wordt geladen ({error}). Probeer het daarna opnieuw; er is niets veranderd.") from error


@contextmanager
def _logged(path: Path, activity: str) -> Iterator[None]:
    """Keep what is done with the data of a person in the processing log, and that it was done here in the audit log."""
    from regiewijzer.config.preparation import logged_processing

    with logged_processing(path, activity):
        yield


def _place(path: Path) -> tuple[Home, Path]:
    home = Home(path)
    return home, keys_folder(home, load_installation(home).keys)


@persons.command()
def forget(context: typer.Context, bsn: Number) -> None:
    """Wis een persoon uit grootboek, standen, archief en register."""
    home, keys = _place(context.obj)
    with _expected_failures(), _logged(context.obj, "erasure"):
        result = forget_person(home, bsn, keys=keys, now=_now(), program_version=__version__)
    if result.load_number is None:
        console.print("Over deze persoon was niets vastgelegd.")
        return
    console.print(f"Gewist: {dutch(sum(result.rows.values()))} rijen en {dutch(result.originals)} oorspronkelijke berichten.")
    if result.originals_with_others:
        console.print(f"{result.originals_with_others} daarvan noemden ook anderen en staan niet meer in het archief.")


@persons.command()
def access(context: typer.Context, bsn: Number) -> None:
    """Toon alles wat over een persoon is vastgelegd (inzageverzoek), als JSON."""
    home, keys = _place(context.obj)
    with _expected_failures(), _logged(context.obj, "access_request"):
        report = access_report(home, bsn, keys=keys, now=_now())
    print_json(
        {
            "tables": lines_of(report),
            "originals": report.originals,
            "in_register": report.in_register,
            "not_searched": "Bestanden die gemarkeerd terug naar hun afzender gaan: verzegeld, hoogstens zeven dagen bewaard.",
        }
    )


@persons.command()
def retention(context: typer.Context, dry_run: DryRun = False) -> None:
    """Verwijder wat langer is bewaard dan mag: grootboek, archief, teruggestuurde bestanden, procesgegevens."""
    retain(context, dry_run)


def retain(context: typer.Context, dry_run: DryRun = False) -> None:
    """Verwijder wat langer is bewaard dan mag. De worker doet dit elke dag; --dry-run laat alleen zien wat zou verdwijnen."""
    from regiewijzer.config.keeping import retention as run_retention

    with _expected_failures():
        found = run_retention(context.obj, dry_run=dry_run)
    print_json(found)


@persons.command("rotate-key")
def rotate_key(context: typer.Context) -> None:
    """Geef iedereen een nieuw pseudoniem onder een nieuwe sleutel; alleen voor de sleutelbewaarder."""
    home, keys = _place(context.obj)
    with _expected_failures(), _logged(context.obj, "key_rotation"):
        result = rotate(home, keys=keys, identity=read_custodian_identity(keys), now=_now(), program_version=__version__)
    print_json(result)
