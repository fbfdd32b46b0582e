"""Commands that keep an installation in shape."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from regiewijzer import __version__
from regiewijzer.cli.output import CouldNotRun, console
from regiewijzer.cli.persons import retain
from regiewijzer.ledger.append import LoadRunning
from regiewijzer.ledger.cache import ensure_cache
from regiewijzer.ledger.compaction import compact as compact_loads
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.known_at import naive_utc


def compact(
    context: typer.Context,
    at_least: Annotated[int, typer.Option(min=2, help="Doe niets bij minder leveringen dan dit.")] = 10,
) -> None:
    """Voeg veel kleine leveringen samen tot een map met grote bestanden; geen cijfer verandert."""
    home = Home(context.obj)
    try:
        manifest = compact_loads(home, now=naive_utc(datetime.now(UTC)), program_version=__version__, at_least=at_least)
    except LoadRunning as error:
        raise CouldNotRun(f"Er wordt geladen ({error}). Probeer het daarna opnieuw; er is niets veranderd.") from error
    if manifest is None:
        console.print(f"Er zijn minder dan {at_least} leveringen; samenvoegen helpt dan niet.")
        return
    ensure_cache(home, latest_snapshot(home))
    console.print(f"{len(manifest.replaces)} leveringen zijn samengevoegd. Elke stand blijft wat zij was.")


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(compact)
    app.command("retention")(retain)
