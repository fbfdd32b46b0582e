"""Puts the commands together and turns expected failures into exit codes.

0 done · 1 done, with refused input · 2 wrong use · 3 could not run
"""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from regiewijzer import __version__
from regiewijzer.cli import (
    audit,
    checking,
    extracts,
    figures,
    forecasts,
    geo,
    loading,
    persons,
    scenarios,
    serving,
    upkeep,
    worklist,
)
from regiewijzer.cli.output import CouldNotRun, complain

app = typer.Typer(
    name="regiewijzer",
    help="Kennis- en datacentrum voor een jeugdhulpregio.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for part in (loading, checking, worklist, serving, upkeep):
    part.register(app)
app.add_typer(figures.indicators, name="indicator")
app.add_typer(figures.figures, name="figure")
app.add_typer(persons.persons, name="person")
app.add_typer(extracts.extracts, name="extract")
app.add_typer(geo.maps, name="geo")
app.add_typer(audit.audits, name="audit")
app.add_typer(forecasts.forecasts, name="forecast")
forecasts.forecasts.command()(scenarios.scenario)


def default_home() -> Path:
    """Return the home folder when neither --home nor REGIEWIJZER_HOME says otherwise."""
    return Path.home() / ".regiewijzer"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"regiewijzer {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    home: Annotated[Path | None, typer.Option(envvar="REGIEWIJZER_HOME", help="Map waarin alles staat.")] = None,
    _version_wanted: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie.")] = False,
) -> None:
    """Kennis- en datacentrum voor een jeugdhulpregio."""
    context.obj = home or default_home()


def main() -> None:
    """Run the command line; expected failures give exit code 3 and one clear message."""
    try:
        app()
    except CouldNotRun as error:
        complain(str(error))
        sys.exit(3)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our output left; that is no error
        sys.exit(0)
