"""The dry run on the command line: what would be found in a delivery, before it is sent."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer

from regiewijzer.cli.findings_text import show_findings
from regiewijzer.cli.output import CouldNotRun, console, print_json
from regiewijzer.definitions.rules import load_rules
from regiewijzer.figures.finding import Severity
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import InstallationIncomplete
from regiewijzer.ledger.keys import KeyTrouble
from regiewijzer.pipeline.dry_run import dry_delivery
from regiewijzer.pipeline.files import PathMissing
from regiewijzer.vocabulary.numbers import dutch

SHOWN = 50


def show_dry_run(home: Home, paths: Sequence[Path], *, as_json: bool) -> None:
    """Judge the files and print what is wrong; typer.Exit(1) when something would be refused."""
    try:
        found = dry_delivery(home, paths, now=datetime.now(UTC).replace(tzinfo=None))
    except PathMissing as error:
        raise CouldNotRun(f"Er is geen bestand of map {error}.") from error
    except (InstallationIncomplete, KeyTrouble) as error:
        raise CouldNotRun(str(error)) from error
    together = [*found.within, *(found.across or ())]
    if as_json:
        print_json(found)
    else:
        show_findings(together[:SHOWN], load_rules())
        _conclude(found.accepted, found.rejected, len(together))
        if found.across is None:
            console.print("De regels tussen berichten zijn niet uitgevoerd: de sleutels van deze installatie staan elders.")
    if any(one.severity is Severity.ERROR for one in together):
        raise typer.Exit(1)


def _conclude(accepted: int, rejected: int, findings: int) -> None:
    shown = f" De eerste {SHOWN} staan hierboven." if findings > SHOWN else ""
    console.print(
        f"Proefcontrole: {dutch(accepted)} zouden worden aangenomen, {dutch(rejected)} afgekeurd,"
        f" {dutch(findings)} bevindingen.{shown} Er is niets bewaard."
    )
