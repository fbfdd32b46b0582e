"""Commands about forecasts. The model is loaded by the command that needs it: the others start without it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

import typer

from regiewijzer.cli.checking import AsJson, home_with_loads
from regiewijzer.cli.output import CouldNotRun, console, fail, print_json, print_table, progress_bar
from regiewijzer.figures.scope import REGION
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import read_region
from regiewijzer.pipeline.forecast_shown import Earlier, Line, Node, changes, history, lines, lines_by
from regiewijzer.pipeline.forecast_store import NoSuchRun, Run, read_run, runs
from regiewijzer.pipeline.forecast_years_shown import Year, years_by_form, years_of_node
from regiewijzer.pipeline.kept_tables import TablesChanged
from regiewijzer.pipeline.known_at import naive_utc
from regiewijzer.vocabulary.money import euros
from regiewijzer.vocabulary.numbers import dutch

forecasts = typer.Typer(help="Vooruitzicht: prognoses maken, tonen en nagaan hoe goed ze waren.", no_args_is_help=True)
Which = Annotated[str, typer.Argument(help="Nummer van de prognose; zonder nummer de nieuwste.")]
_YEARS = ("gemeente", "jaar", "verwacht", "80 % tussen", "en")
_MORE_YEARS = ("zorgvorm", "jaar", "verwacht", "80 % tussen", "en", "met buiten declaraties", "begroot")
_SHOWN = ("expected", "q100", "q900")
_CAUSES = {
    "claims": "nieuwe declaraties",
    "corrections": "correcties en afwijzingen",
    "care": "toewijzingen, starts en stops",
    "price": "tarieven",
    "population": "aantal jongeren",
    "parameters": "opnieuw geschatte kansen",
    "opinion": "tweede mening en bijstelling",
    "held_back": "nog niet verwerkt nieuws",
}
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
def unaltered() -> Iterator[None]:
    """Say it in words when a file of a forecast is not what was kept."""
    try:
        yield
    except TablesChanged as error:
        raise CouldNotRun(
            f"Een prognose is na het maken veranderd en wordt niet getoond: {error}. "
            "Zet haar map in forecasts/ terug uit een reservekopie."
        ) from error


@forecasts.command("list")
def list_runs(context: typer.Context, as_json: AsJson = False) -> None:
    """Toon de prognoses die zijn gemaakt."""
    with unaltered():
        kept = runs(Home(context.obj))
    found = [(one.id, f"{one.about.vintage:%Y-%m}", f"{one.about.made_at:%Y-%m-%d %H:%M}") for one in kept]
    if as_json:
        print_json([dict(zip(("id", "vintage", "made_at"), one, strict=True)) for one in found])
        return
    print_table("Prognoses", ("nummer", "bekend tot", "gemaakt op (UTC)"), found, whole=("nummer",))


def find_run(home: Home, run_id: str) -> Run:
    """Return the forecast of that number, or the newest; stops with what to do when there is none."""
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
    with unaltered():
        _show(home, find_run(home, run_id), as_json=as_json)


def amount(value: Value) -> str:
    """Return an amount in thousands of euros: more would look surer than a forecast is."""
    if value.number is not None:
        return euros(round(value.number / 1000)).partition(",")[0]
    return "afgeschermd" if value.state is ValueState.HIDDEN else "onbekend"


def _off(one: Earlier) -> str:
    said, came = one["forecast"].number, one["truth"].number
    if said is None or not came:
        return "–"
    share = said / came - 1
    return f"{'+' if share > 0 else ''}{dutch(100 * share, 1)} %"


def _names(home: Home) -> Mapping[str | None, str]:
    named: dict[str | None, str] = {one.code: one.name for one in read_region(home.region).municipalities}
    return {**named, None: "Hele regio"}


def _years(made: Run) -> list[Line]:
    whole = [one for one in lines(made, Node(), REGION) if one.is_year]
    return [*whole, *lines_by(made, Node(), "municipality", REGION)]


def as_plain(values: Mapping[str, Value]) -> dict[str, Any]:
    """Return values with their state, for a script."""
    return {name: {"state": value.state, "number": value.number} for name, value in values.items()}


def _show(home: Home, made: Run, *, as_json: bool) -> None:
    years = _years(made)
    if as_json:
        told = [{"municipality": one.node.municipality, "year": one.period, **as_plain(one.values)} for one in years]
        print_json({"id": made.id, "about": made.about, "unit": "cents", "years": told})
        return
    called = _names(home)
    rows = [
        (called.get(one.node.municipality, one.node.municipality), one.period, *(amount(one[name]) for name in _SHOWN))
        for one in years
    ]
    title = f"Prognose {made.id}: met wat eind {made.about.vintage:%Y-%m} bekend was (x 1.000 euro)"
    print_table(title, _YEARS, rows, whole=_YEARS[1:])
    console.print("Alleen zorg die per jongere wordt gedeclareerd. Wat daarbuiten wordt betaald zit er niet in.")


@forecasts.command()
def years(
    context: typer.Context,
    run_id: Which = "",
    municipality: Annotated[str, typer.Option(help="Code van een gemeente; zonder code de hele regio.")] = "",
    by_form: Annotated[bool, typer.Option("--by-form", help="Per zorgvorm.")] = False,
    as_json: AsJson = False,
) -> None:
    """Toon dit jaar en de vier erna: zorg, geld en begroting."""
    home, node = Home(context.obj), Node(municipality or None)
    with unaltered():
        made = find_run(home, run_id)
        found = years_by_form(made, node, REGION) if by_form else years_of_node(made, node, REGION)
    if not found:
        raise CouldNotRun("Deze prognose kent geen meerjaren, of die gemeente niet. Maak een nieuwe: regiewijzer forecast run.")
    if as_json:
        print_json({"id": made.id, "unit": "cents", "years": [year_as_plain(one) for one in found]})
        return
    rows = [
        (one.form or "alle zorg", one.period, *(amount(one.cost[name]) for name in _SHOWN), amount(one.total), amount(one.budget))
        for one in found
    ]
    print_table(f"Meerjaren volgens prognose {made.id} (x 1.000 euro)", _MORE_YEARS, rows, whole=_MORE_YEARS[1:])


def year_as_plain(one: Year) -> dict[str, Any]:
    """Return a year for a script: every value with its state."""
    return {
        "municipality": one.node.municipality,
        "care_form": one.form,
        "year": one.period,
        "people": one.people,
        "people_from": one.basis,
        "budget_version": one.version,
        "cost": as_plain(one.cost),
        "care": {name: as_plain(values) for name, values in one.care.items()},
        "outside": as_plain(one.outside),
        **as_plain({name: getattr(one, name) for name in ("places", "hours", "budget", "total", "chance", "each")}),
    }


@forecasts.command()
def explain(context: typer.Context, run_id: Which = "", as_json: AsJson = False) -> None:
    """Toon waardoor de prognose van dit jaar veranderde sinds de maand ervoor."""
    home = Home(context.obj)
    with unaltered():
        made = find_run(home, run_id)
        moved = changes(made, Node(), REGION)
    if not moved:
        raise CouldNotRun("Van deze prognose is niet te zeggen waardoor zij veranderde: er is geen stand van een maand eerder.")
    if as_json:
        print_json({"id": made.id, "unit": "cents", "steps": as_plain(moved)})
        return
    rows = [(_CAUSES[name], amount(value)) for name, value in moved.items()]
    print_table(f"Waardoor prognose {made.id} veranderde (x 1.000 euro)", ("oorzaak", "verschil"), rows, whole=("verschil",))


@forecasts.command()
def backtest(context: typer.Context, run_id: Which = "", as_json: AsJson = False) -> None:
    """Toon hoe eerdere standen het jaar zagen, en wat het is geworden."""
    home = Home(context.obj)
    with unaltered():
        made = find_run(home, run_id)
        seen = history(made, Node(), REGION)
    if not seen:
        raise CouldNotRun("Er is nog geen jaar voorbij waarvan een eerdere stand een verwachting had.")
    if as_json:
        told = [{"vintage": one.vintage, **as_plain(one.values)} for one in seen]
        print_json({"id": made.id, "unit": "cents", "vintages": told})
        return
    rows = [
        (f"{one.vintage:%Y-%m}", *(amount(one[name]) for name in ("forecast", "truth", "q100", "q900")), _off(one))
        for one in seen
    ]
    print_table(f"Hoe goed was prognose {made.id} eerder? (x 1.000 euro)", _HISTORY, rows, whole=_HISTORY)
