"""Commands about indicators and figures. What leaves here went through the disclosure gate, as everywhere."""

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from regiewijzer.cli.checking import AsJson, home_with_loads
from regiewijzer.cli.indicator_list import as_block, lines
from regiewijzer.cli.numbers import in_words, period
from regiewijzer.cli.output import CouldNotRun, console, fail, print_blocks, print_json, print_table
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import DIMENSIONS, Indicator, Unit
from regiewijzer.figures.figure import Figure, Request
from regiewijzer.figures.scope import REGION
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import UnknownSnapshot, latest_snapshot
from regiewijzer.pipeline.figure_store import (
    FigureChanged,
    NoSuchFigure,
    Reproduced,
    freeze,
    read_frozen,
)
from regiewijzer.pipeline.figure_store import (
    reproduce as reproduce_figure,
)
from regiewijzer.pipeline.figures import compute_figure
from regiewijzer.pipeline.figures_export import Variant, figure_as_csv
from regiewijzer.pipeline.known_at import naive_utc

indicators = typer.Typer(help="Indicatoren: lijst, definitie, berekenen.", no_args_is_help=True)
figures = typer.Typer(help="Vastgelegde cijfers: tonen en narekenen.", no_args_is_help=True)


def _indicator(identifier: str) -> Indicator:
    known = load_indicators()
    if identifier not in known:
        raise fail(f"Onbekende indicator {identifier!r}. Bekend: {', '.join(sorted(known))}.", 2)
    return known[identifier]


@indicators.command("list")
def list_indicators(context: typer.Context, as_json: AsJson = False) -> None:
    """Toon de indicatoren met hun doel, bron en nieuwste waarde."""
    home = Home(context.obj)
    found = lines(home if latest_snapshot(home) else None, load_indicators().values(), _moment(None))
    if as_json:
        print_json(found)
        return
    print_blocks(f"{len(found)} indicatoren, met hun nieuwste waarde die niet meer voorlopig is", map(as_block, found))


@indicators.command("show")
def show_indicator(identifier: str, as_json: AsJson = False) -> None:
    """Toon de definitie en de berekening van een indicator."""
    one = _indicator(identifier)
    if as_json:
        print_json(one)
        return
    console.print(f"[bold]{one.title.nl}[/]\n{one.definition.nl}\n")
    for word, text in (("Teller", one.numerator), ("Noemer", one.denominator), ("Telt niet mee", one.excluded)):
        console.print(f"{word}: {text.nl}")
    console.print(f"Versie {one.definition_version} · {one.author} · herzien {one.reviewed_on:%d-%m-%Y}\n")
    console.print(one.query.sql, highlight=False, markup=False)


def _moment(text: str | None) -> datetime:
    if text is None:
        return naive_utc(datetime.now(UTC)).replace(microsecond=0)
    try:
        return naive_utc(datetime.fromisoformat(text))
    except ValueError:
        raise fail(f"--as-of: een moment als 2026-01-31 werd verwacht, niet {text!r}.", 2) from None


def _month(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(f"{text}-01")
    except ValueError:
        raise fail(f"Een maand als 2026-01 werd verwacht, niet {text!r}.", 2) from None


def _conditions(where: list[str], indicator: Indicator) -> tuple[tuple[str, tuple[str, ...]], ...]:
    chosen: dict[str, list[str]] = {}
    for condition in where:
        name, equals, code = condition.partition("=")
        if not equals or name not in indicator.filters:
            raise fail(f"--where: {'|'.join(indicator.filters)}=CODE werd verwacht, niet {condition!r}.", 2)
        chosen.setdefault(name, []).append(code)
    return tuple((name, tuple(codes)) for name, codes in chosen.items())


def _print(figure: Figure, indicator: Indicator) -> None:
    units = {outcome.code: outcome.unit for outcome in indicator.outcomes}
    rows = [
        (period(cell.period, indicator.grain), cell.series, *cell.dimensions, in_words(cell.value, units[cell.series]))
        for cell in figure.cells
    ]
    print_table(indicator.title.nl, ("periode", "reeks", *figure.request.by, "waarde"), rows)
    passport = figure.passport
    console.print(
        f"Stand {passport.snapshot}, peilmoment {passport.moment:%d-%m-%Y %H:%M}, definitie {passport.definition_version}."
    )


@indicators.command("run")
def run_indicator(
    context: typer.Context,
    identifier: str,
    by: Annotated[list[str] | None, typer.Option(help=f"Uitsplitsen: {', '.join(DIMENSIONS)}.")] = None,
    where: Annotated[list[str] | None, typer.Option(help="Alleen deze: municipality=9801.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Zoals toen bekend: 2026-01-31.")] = None,
    snapshot: Annotated[int | None, typer.Option(help="Stand; anders de nieuwste.")] = None,
    first: Annotated[str | None, typer.Option("--from", help="Eerste maand: 2025-01.")] = None,
    last: Annotated[str | None, typer.Option("--until", help="Laatste maand: 2025-12.")] = None,
    keep: Annotated[bool, typer.Option("--freeze", help="Leg het cijfer vast en toon het nummer.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Als CSV.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bereken een indicator."""
    indicator, chosen = _indicator(identifier), tuple(by or ())
    if not set(chosen) <= set(indicator.dimensions):
        raise fail(f"--by kent bij dit cijfer {', '.join(indicator.dimensions)}.", 2)
    request = Request(
        identifier, _moment(as_of), snapshot, chosen, _conditions(where or [], indicator), _month(first), _month(last)
    )
    home = home_with_loads(context.obj)
    try:
        figure = compute_figure(home, request, REGION)
    except UnknownSnapshot as error:
        raise fail(f"Deze stand bestaat niet: {error}.", 2) from error
    if as_json:
        print_json(figure)
    elif as_csv:
        typer.echo(figure_as_csv(figure, indicator, variant=Variant.PROGRAM), nl=False)
    else:
        _print(figure, indicator)
    if keep:
        console.print(f"Vastgelegd als [bold]{freeze(home, figure)}[/].")


@figures.command("show")
def show_figure(context: typer.Context, identifier: str, as_json: AsJson = False) -> None:
    """Toon een vastgelegd cijfer met zijn paspoort."""
    try:
        figure = read_frozen(Home(context.obj), identifier)
    except (NoSuchFigure, FigureChanged) as error:
        raise CouldNotRun(str(error)) from error
    if as_json:
        print_json(figure)
        return
    _print(figure, _indicator(figure.request.indicator))
    passport = figure.passport
    counted = [(kind, in_words(count, Unit.NUMBER)) for kind, count in sorted(passport.messages_counted.items())]
    print_table("Berichten waaruit het komt", ("bericht", "aantal"), counted)
    print_table("Herkomst", ("veld", "element"), sorted(passport.lineage.items()))
    console.print(passport.sql, highlight=False, markup=False)


@figures.command("reproduce")
def reproduce(context: typer.Context, identifier: str, as_json: AsJson = False) -> None:
    """Reken een vastgelegd cijfer na uit het grootboek; anders dan vastgelegd geeft uitgang 1."""
    try:
        outcome = reproduce_figure(Home(context.obj), identifier)
    except (NoSuchFigure, FigureChanged) as error:
        raise CouldNotRun(str(error)) from error
    words = {
        Reproduced.SAME: "Gelijk: het grootboek geeft dezelfde waarden.",
        Reproduced.DIFFERENT: f"Anders: {outcome.different} van {outcome.cells} cellen wijken af.",
        Reproduced.FORGOTTEN: "Niet meer na te rekenen: er zijn gegevens verwijderd; de vastgelegde waarden blijven staan.",
    }
    print_json(outcome) if as_json else console.print(f"{words[outcome.outcome]} SHA-256 {outcome.sha256}")
    if outcome.outcome is Reproduced.DIFFERENT:
        raise typer.Exit(1)
