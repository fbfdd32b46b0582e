"""Commands about maps."""

from pathlib import Path
from typing import Annotated

import typer

from regiewijzer.cli.output import CouldNotRun, console
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import read_region
from regiewijzer.web.maps.geometry_file import GeometryError
from regiewijzer.web.maps.store import import_geometry

maps = typer.Typer(help="Kaarten: grenzen van gemeenten.", no_args_is_help=True)


@maps.callback()
def group() -> None:
    """Keep the name of the command, also while there is only one."""


@maps.command("import")
def import_borders(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="GeoJSON of TopoJSON, in WGS84 of RD.")],
) -> None:
    """Neem de grenzen van de gemeenten van deze regio over uit een bestand, vereenvoudigd."""
    home = Home(context.obj)
    codes = [one.code for one in read_region(home.region).municipalities]
    if not codes:
        raise CouldNotRun("De regio heeft nog geen gemeenten; laad eerst region.yaml.")
    try:
        found = import_geometry(home, file, codes)
    except GeometryError as error:
        raise CouldNotRun(f"{file.name}: {error}") from error
    console.print(f"Grenzen van {len(found.drawn)} gemeenten staan klaar ({found.size // 1000} kB).")
    if found.missing:
        console.print(f"Zonder grenzen, dus voorlopig tegels: {', '.join(found.missing)}.")
