"""The worklist on the command line: every finding with its place, its owner and how to mend it."""

from collections.abc import Iterable
from itertools import islice
from typing import Annotated

import typer

from regiewijzer.cli.checking import AsJson, home_with_loads
from regiewijzer.cli.findings_text import show_findings
from regiewijzer.cli.output import CouldNotRun, console, print_json
from regiewijzer.definitions.rules import load_rules
from regiewijzer.figures.finding import Finding
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.check import read_checks
from regiewijzer.pipeline.loads import UnknownLoad, findings_of, list_loads
from regiewijzer.vocabulary.numbers import dutch

EVERYTHING = 1_000_000


def _within(home: Home, load: int | None) -> Iterable[Finding]:
    for number in [one.number for one in list_loads(home)] if load is None else [load]:
        yield from findings_of(home, number, limit=EVERYTHING)[0]


def findings(
    context: typer.Context,
    load: Annotated[int | None, typer.Option(help="Alleen van deze levering.")] = None,
    rule: Annotated[str | None, typer.Option(help="Alleen van deze regel, zoals TR338.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Hoeveel er ten hoogste getoond worden.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Toon elke bevinding: wat, waar, van wie, en hoe te herstellen."""
    home = home_with_loads(context.obj)
    try:
        found = list(_within(home, load))
    except UnknownLoad as error:
        raise CouldNotRun(f"Er is geen levering {load}. Zie regiewijzer status.") from error
    if load is None:
        found += read_checks(home).findings
    wanted = [one for one in found if rule in (None, one.rule)]
    shown = list(islice(wanted, limit))
    if as_json:
        print_json({"total": len(wanted), "findings": shown})
        return
    show_findings(shown, load_rules())
    console.print(f"{dutch(len(shown))} van {dutch(len(wanted))} bevindingen.")


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(findings)
