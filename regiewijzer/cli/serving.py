"""Commands that keep running: the demonstration, the pages, the worker."""

import webbrowser
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Annotated

import typer
from rich.panel import Panel

from regiewijzer.cli.loading import load_with_bar, simulate_with_bar
from regiewijzer.cli.output import CouldNotRun, console
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.known_at import KnownAt, KnownBasis

if TYPE_CHECKING:
    from regiewijzer.apps.accounts.service import DemoAccount

Scale = Annotated[str, typer.Option(help="Omvang van de verzonnen regio: tiny, small of region.")]
Seed = Annotated[int, typer.Option(help="Begingetal; hetzelfde getal geeft dezelfde regio.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="Poort van de pagina's.")]
Host = Annotated[str, typer.Option(help="Adres waarop geluisterd wordt.")]


def _fill(home: Path, scale: str, seed: int) -> None:
    if latest_snapshot(Home(home)):
        console.print("De demonstratie staat er al; zij wordt niet opnieuw gemaakt.")
        return
    messages = home / "demo-berichten"
    simulate_with_bar(scale, seed, messages, truth=False)
    load_with_bar(Home(home), [messages], KnownAt(KnownBasis.DATED), now=datetime.now(UTC))


def _account_lines(username: str, password: str | None, others: Sequence["DemoAccount"]) -> list[str]:
    lines = [f"Gebruiker:    {username}", f"Wachtwoord:   {password or '(eerder getoond; nieuw met: regiewijzer administrator)'}"]
    if not others:
        return lines
    fresh = [f"  {one.username:<19}{one.password}  {one.role}, {one.organisation}" for one in others if one.password]
    if fresh:
        return [*lines, "", "Kijk ook door de ogen van:", *fresh]
    names = ", ".join(one.username for one in others)
    return [*lines, "", f"Ook: {names}", "Nieuw wachtwoord: regiewijzer administrator --username NAAM"]


def _announce(host: str, port: int, accounts: Sequence[str]) -> str:
    address = f"http://{host}:{port}/"
    lines = (f"Pagina's:     {address}", *accounts, "", "Stoppen: Ctrl-C.")
    console.print(Panel("\n".join(lines), title="Regiewijzer", expand=False))
    return address


def _serve(home: Path, host: str, port: int, *, open_browser: bool) -> None:
    from regiewijzer.config.preparation import create_administrator, prepare_demonstration
    from regiewijzer.config.server import serve as serve_pages

    username, password = create_administrator(home)
    address = _announce(host, port, _account_lines(username, password, prepare_demonstration(home)))
    if open_browser:
        Timer(1.5, webbrowser.open, [address]).start()
    try:
        serve_pages(home, host, port)
    except OSError as error:
        raise CouldNotRun(f"Poort {port} op {host} is niet vrij ({error.strerror}). Kies een andere met --port.") from error


def demo(
    context: typer.Context,
    scale: Scale = "small",
    seed: Seed = 7,
    serve: Annotated[bool, typer.Option("--serve", help="Open daarna de pagina's.")] = False,
    browser: Annotated[bool, typer.Option(help="Open een browser.")] = True,
    host: Host = "127.0.0.1",
    port: Port = 8000,
) -> None:
    """Maak een verzonnen regio, laad haar berichten en (met --serve) open de pagina's."""
    home: Path = context.obj
    Home(home).create()
    _fill(home, scale, seed)
    if serve:
        _serve(home, host, port, open_browser=browser)


def serve(context: typer.Context, host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Open de pagina's van deze installatie."""
    _serve(context.obj, host, port, open_browser=False)


def worker(context: typer.Context, until_empty: Annotated[bool, typer.Option(help="Stop als de rij leeg is.")] = False) -> None:
    """Voer uit wat gebruikers in de rij zetten, zoals aangeleverde bestanden."""
    from regiewijzer.config.work import work

    work(context.obj, until_empty=until_empty)


def digest(context: typer.Context) -> None:
    """Verstuur per gebruiker wat er nog te melden is; zet dit in de planning van de dag."""
    from regiewijzer.config.post import send_digests

    console.print(f"{send_digests(context.obj)} mails verstuurd.")


def administrator(
    context: typer.Context, username: Annotated[str, typer.Option(help="Naam van de beheerder.")] = "beheerder"
) -> None:
    """Maak de beheerder, of geef die een nieuw wachtwoord. Het wordt een keer getoond."""
    from regiewijzer.config.preparation import create_administrator, renew_password

    _, password = create_administrator(context.obj, username)
    console.print(f"Wachtwoord van {username}: {password or renew_password(context.obj, username)}")


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (demo, serve, worker, digest, administrator):
        app.command()(command)
