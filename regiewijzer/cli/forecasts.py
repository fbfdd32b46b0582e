"""Commands about forecasts. The model is loaded by the command that needs it: the others start without it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

import typer

from regiewijzer.cli.checking import AsJson, home_with_loads
from regiewijzer.cli.output import CouldNotRun, console, fail, print_json, print_table, progress_bar
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import read_region
from regiewijzer.pipeline.forecast_store import NoSuchRun, Run, RunChanged, read_run, runs
from regiewijzer.pipeline.known_at import naive_utc
from regiewijzer.vocabulary.money import euros
from regiewijzer.vocabulary.numbers import dutch

forecasts = typer.Typer(help="Vooruitzicht: prognoses maken, tonen en nagaan hoe goed ze waren.", no_args_is_help=True)
Which = Annotated[str, typer.Argument(help="Nummer van de prognose; zonder nummer de nieuwste.")]
_YEARS = ("gemeente", "jaar", "verwacht", "80 % tussen", "en")
_HISTORY = ("stand", "verwacht", "geworden", "80 % tussen", "en", "verschil")
Month = Annotated[str, typer.Option("--as-of", help="Met wat aan het eind van deze maand bekend was, zoals 2026-10.")]


def _month(text: str, today: date) -> date:
    """Return the first day of the month that was asked; without one the last month that is over."""
    if not text:
        return (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise fail(f"--as-of {text}: verwacht een maand zoals 2026-10.", 2) from None


@forecasts.command()
def run(context: typer.Context, as_of: Month = "", as_json: AsJson = False) -> None:
    """Maak een prognose van de gedeclareerde zorg en bewaar haar."""
    from regiewijzer.pipeline.forecast_runs import make_forecast
    from regiewijzer.pipeline.forecast_snapshot import NothingKnown

    home, now = home_with_loads(context.obj), naive_utc(datetime.now(UTC))
    vintage = _month(as_of, now.date())
    try:
        with progress_bar("Vooruitzicht", quiet=as_json) as move:
            made = make_forecast(home, vintage, made_at=now, progress=move)
    except NothingKnown:
        raise CouldNotRun(
            f"Aan het eind van {vintage:%Y-%m} was nog geen heel jaar aan declaraties bekend. Laad meer maanden."
        ) from None
    _show(home, made, as_json=as_json)


@contextmanager
def _unaltered() -> Iterator[None]:
    """Say it in words when a file of a forecast is not what was kept."""
    try:
        yield
    except RunChanged as error:
        raise CouldNotRun(
            f"Een prognose is na het maken veranderd en wordt niet getoond: {error}. "
            "Zet haar map in forecasts/ terug uit een reservekopie."
        ) from error


@forecasts.command("list")
def list_runs(context: typer.Context, as_json: AsJson = False) -> None:
    """Toon de prognoses die zijn gemaakt."""
    with _unaltered():
        kept = runs(Home(context.obj))
    found = [(one.id, f"{one.about.vintage:%Y-%m}", f"{one.about.made_at:%Y-%m-%d %H:%M}") for one in kept]
    if as_json:
        print_json([dict(zip(("id", "vintage", "made_at"), one, strict=True)) for one in found])
        return
    print_table("Prognoses", ("nummer", "bekend tot", "gemaakt op (UTC)"), found, whole=("nummer",))


def _run(home: Home, run_id: str) -> Run:
    try:
        if run_id:
            return read_run(home, run_id)
        return next(iter(runs(home)))
    except (NoSuchRun, StopIteration):
        raise fail("Die prognose is er niet. Maak er een: regiewijzer forecast run.", 2) from None


@forecasts.command()
def show(context: typer.Context, run_id: Which = "", as_json: AsJson = False) -> None:
    """Toon wat dit jaar en volgend jaar wordt verwacht, voor de regio en per gemeente."""
    home = Home(context.obj)
    with _unaltered():
        _show(home, _run(home, run_id), as_json=as_json)


def _sums(made: Run, table: str) -> list[dict[str, Any]]:
    """Return the rows of the region and of municipalities; of smaller sums nothing leaves here."""
    rows: list[dict[str, Any]] = made.table(table).to_pylist()
    return [row for row in rows if row["product"] is None and row["provider"] is None]


def _amount(cents: int | None) -> str:
    """Return an amount in thousands of euros: more would look surer than a forecast is."""
    return "onbekend" if cents is None else euros(round(cents / 1000)).partition(",")[0]


def _off(share: float) -> str:
    return f"{'+' if share > 0 else ''}{dutch(100 * share, 1)} %"


def _names(home: Home) -> Mapping[str | None, str]:
    named: dict[str | None, str] = {one.code: one.name for one in read_region(home.region).municipalities}
    return {**named, None: "Hele regio"}


def _show(home: Home, made: Run, *, as_json: bool) -> None:
    years = [row for row in _sums(made, "windows") if len(row["period"]) == len("2026")]
    if as_json:
        print_json({"id": made.id, "about": made.about, "unit": "cents", "years": years})
        return
    called = _names(home)
    rows = [
        (
            called.get(row["municipality"], row["municipality"]),
            row["period"],
            *map(_amount, (row["point"], row["q100"], row["q900"])),
        )
        for row in years
    ]
    title = f"Prognose {made.id}: met wat eind {made.about.vintage:%Y-%m} bekend was (x 1.000 euro)"
    print_table(title, _YEARS, rows, whole=_YEARS[1:])
    console.print("Alleen zorg die per jongere wordt gedeclareerd. Wat daarbuiten wordt betaald zit er niet in.")


@forecasts.command()
def backtest(context: typer.Context, run_id: Which = "", as_json: AsJson = False) -> None:
    """Toon hoe eerdere standen het jaar zagen, en wat het is geworden."""
    home = Home(context.obj)
    with _unaltered():
        made = _run(home, run_id)
        if "history" not in made.names:
            raise CouldNotRun("Er is nog geen jaar voorbij waarvan een eerdere stand een verwachting had.")
        seen = [row for row in _sums(made, "history") if row["municipality"] is None]
    if as_json:
        print_json({"id": made.id, "unit": "cents", "vintages": seen})
        return
    rows = [
        (
            f"{row['vintage']:%Y-%m}",
            *map(_amount, (row["forecast"], row["truth"], row["q100"], row["q900"])),
            _off(row["forecast"] / row["truth"] - 1),
        )
        for row in seen
    ]
    print_table(f"Hoe goed was prognose {made.id} eerder? (x 1.000 euro)", _HISTORY, rows, whole=_HISTORY)
