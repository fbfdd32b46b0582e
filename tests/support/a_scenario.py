"""What came of a scenario, made by hand on a forecast made by hand: everything ahead becomes a tenth less."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from regiewijzer.definitions.what_if import Assumption, Kind, Scenario
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_scenario import Touched
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.forecast_words import QUANTILES
from regiewijzer.pipeline.scenario_store import Outcome, keep_outcome

PART = -0.1
_FEWER = Assumption(Kind.INFLOW, -0.2, -0.1, 0.0, 12 * 2027, product="45", reason="nieuwe teams")
LESS = Scenario("Minder instroom", "Omdat het kan.", (_FEWER,))


def _row(base: dict[str, Any], behind: dict[str, Any], part: float) -> dict[str, Any]:
    moved = round(base["expected"] * part)
    told = {name: None if base[name] is None else base[name] + moved for name in QUANTILES}
    kept = {name: base[name] for name in ("municipality", "product", "period")}
    of_base = {f"base_{name}": base[name] for name in ("youths", "beside", "largest", "second") if name in base}
    sums = {"base": base["expected"], "expected": base["expected"] + moved, "difference": moved, "d100": 2 * moved, "d900": 0}
    return {**kept, **behind, **of_base, **sums, **told}


def an_outcome(home: Home, run: Run, scenario: Scenario = LESS, part: float = PART) -> Outcome:
    """Keep what came of a scenario on that forecast."""
    lines, vintage = run.table("lines"), f"{run.about.vintage:%Y-%m}"
    touched = Touched(scenario, lines)
    ahead = [row for row in lines.to_pylist() if row["period"] > vintage or row["period"] == vintage[:4]]
    care = [
        {"quantity": quantity, **_row(row, touched.behind(row), part)}
        for quantity in ("in_care", "starts")
        for row in run.table("care").filter(pc.equal(run.table("care")["quantity"], quantity)).to_pylist()
        if row["period"] > vintage
    ]
    tables = {
        "cost": pa.Table.from_pylist([_row(row, touched.behind(row), part) for row in ahead]),
        "care": pa.Table.from_pylist(care),
    }
    return keep_outcome(home, run, scenario, "0123456789abcdef", tables)


def a_scenario(home: Home, run: Run, user: Any, *, shared: bool = False, scenario: Scenario = LESS, part: float = PART) -> Any:
    """Make a scenario of the organisation of this user, worked out on that forecast, and return it."""
    from regiewijzer.apps.outlook.scenarios import actions  # needs Django, which a test of the core has not

    made = actions.make(assumed=scenario, by=user)
    asked, _new = actions.ask(scenario=made, run_id=run.id)
    actions.note_outcome(calculation=asked, outcome_id=an_outcome(home, run, scenario, part).id)
    if shared:
        actions.share(scenario=made, shared=True, by="test")
    return made
