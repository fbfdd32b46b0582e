"""The command that works a scenario out. The model is loaded when it runs, not before."""

from pathlib import Path
from typing import Annotated

import typer
import yaml

from regiewijzer.cli.checking import AsJson, home_with_loads
from regiewijzer.cli.forecasts import amount, as_plain, find_run, unaltered
from regiewijzer.cli.output import console, fail, print_json, print_table, progress_bar
from regiewijzer.definitions.what_if import Fault, FaultyScenario, Scenario, examples, from_example, read_scenario
from regiewijzer.definitions.yaml_files import read_yaml
from regiewijzer.figures.scope import REGION
from regiewijzer.ledger.region import read_region
from regiewijzer.pipeline.forecast_shown import Node
from regiewijzer.pipeline.scenario_shown import Compared, compared, compared_by
from regiewijzer.vocabulary.periods import month_number

_HEADS = ("gemeente", "jaar", "prognose", "met scenario", "verschil", "80 % tussen")
_SHOWN = ("base", "expected", "difference")
_FAULTS = {
    Fault.NOT_THERE: "ontbreekt",
    Fault.UNKNOWN: "is onbekend",
    Fault.NO_NUMBER: "is geen getal (0.1 is 10 %)",
    Fault.NO_MONTH: "is geen maand zoals 2027-01, of +3 voor drie maanden na de prognose",
    Fault.TOO_MANY: "zijn er te veel: hooguit twaalf",
    Fault.NOT_IN_ORDER: "laag, waarschijnlijk en hoog moeten oplopen (low, likely, high)",
    Fault.OUT_OF_BOUNDS: "valt buiten wat het rekenmodel aankan",
    Fault.NEEDS_PRODUCTS: "een verschuiving (en alleen die) heeft twee verschillende productcategorieën: product en to",
    Fault.NOT_BY_MUNICIPALITY: "kan niet per gemeente: tarief en duur gelden in de hele regio",
    Fault.ENDS_BEFORE_IT_BEGINS: "ligt voor het begin (since)",
}
Which = Annotated[str, typer.Option("--forecast", help="Nummer van de prognose; zonder nummer de nieuwste.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="YAML-bestand met het scenario, of de naam van een voorbeeld.")]


def _read(what: str, vintage: int) -> Scenario:
    if what in examples():
        return from_example(examples()[what], "nl", vintage)
    path = Path(what)
    if not path.is_file():
        raise fail(f"{what}: geen bestand en geen voorbeeld. Voorbeelden zijn: {', '.join(examples())}.", 2)
    try:
        return read_scenario(read_yaml(path), vintage)
    except FaultyScenario as error:
        raise fail(f"{what}: {error.place}: {_FAULTS[error.fault]}. Verbeter het bestand.", 2) from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise fail(f"{what}: dit is geen YAML-bestand. Begin met een voorbeeld uit definitions/scenarios/outlook.", 2) from None


def scenario(context: typer.Context, what: File, run_id: Which = "", as_json: AsJson = False) -> None:
    """Reken een scenario door op een prognose, en toon het verschil."""
    from regiewijzer.pipeline.forecast_scenario import work_out

    home = home_with_loads(context.obj)
    with unaltered():
        run = find_run(home, run_id)
        read = _read(what, month_number(run.about.vintage))
        try:
            with progress_bar("Scenario", quiet=as_json) as move:
                outcome = work_out(home, run, read, progress=move)
        except FaultyScenario as error:
            raise fail(f"{what}: {error.place} {_FAULTS[error.fault]} in deze prognose. Verbeter het bestand.", 2) from None
        years = [one for one in compared(outcome, Node(), REGION) if one.is_year]
        years += compared_by(outcome, Node(), "municipality", REGION)
    if as_json:
        print_json({"id": outcome.id, "forecast": run.id, "unit": "cents", "years": [_told(one) for one in years]})
        return
    names = {one.code: one.name for one in read_region(home.region).municipalities}
    rows = [_row(one, names) for one in years]
    print_table(f"{read.title}, op prognose {run.id} (x 1.000 euro)", _HEADS, rows, whole=_HEADS[1:])
    console.print("Alleen gedeclareerde zorg. Het verschil is wat het model verwacht onder deze aannames, geen voorspelling.")


def _told(one: Compared) -> dict[str, object]:
    return {"municipality": one.node.municipality, "year": one.period, **as_plain(one.values)}


def _row(one: Compared, names: dict[str, str]) -> tuple[str, ...]:
    place = names.get(one.node.municipality, one.node.municipality) if one.node.municipality else "hele regio"
    between = f"{amount(one['d100'])} en {amount(one['d900'])}"
    return (place, one.period, *(amount(one[name]) for name in _SHOWN), between)
