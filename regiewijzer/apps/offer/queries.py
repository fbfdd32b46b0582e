"""Everything that the necessary offer reads: agreements, and demand and capacity as a reader may see them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from regiewijzer.apps.monitor.service import NothingLoaded, figure_of, known_days, names_of
from regiewijzer.apps.offer.holding import Held, eightieth, held, needed, total
from regiewijzer.apps.offer.models import Agreement, Unit
from regiewijzer.apps.outlook.service import NoForecast, forecast_for
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.figures.scope import OffTheMenu, OutsideScope, Scope
from regiewijzer.figures.values import UNKNOWN, Value, ValueState
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Region
from regiewijzer.pipeline.forecast_care import CareLine, care_lines
from regiewijzer.pipeline.forecast_shown import Node
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.vocabulary.periods import add_months

AHEAD = 12  # months after what is known: then the agreement must hold
BACK = -12  # a statement of places that is older says nothing of now
PLACES = "capacity-use"


@dataclass(frozen=True, slots=True)
class Situation:
    """What there is to hold agreements against: places by form of care, the forecast, and of when both are; None: not there."""

    scope: Scope
    run: Run | None = None
    places: Mapping[str, Value] = field(default_factory=dict)
    places_on: date | None = None

    @property
    def demand_on(self) -> date | None:
        """The month of which the demand is expected."""
        return add_months(self.run.about.vintage, AHEAD) if self.run else None


def agreements() -> list[Agreement]:
    """Return what holds: of every function the newest version, by name."""
    newest: dict[str, Agreement] = {}
    for one in Agreement.objects.order_by("number"):
        newest[one.code] = one
    return sorted(newest.values(), key=lambda one: one.name.casefold())


def versions_of(code: str) -> list[Agreement]:
    """Return every version of a function, the newest first; none when there is no such function."""
    return list(Agreement.objects.filter(code=code).order_by("-number"))


def choices(home: Home, region: Region) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the names of product categories and of forms of care by code."""
    called = names_of(home, region)
    return called.get("product_category", {}), called.get("care_form", {})


def _places(home: Home, scope: Scope) -> tuple[dict[str, Value], date | None]:
    """Return the newest places by form of care that were delivered, through the gate."""
    try:
        day = known_days(home, scope)[1]
        asked = {"day": day, "by": ("care_form",), "where": (), "periods": (add_months(day, BACK), None)}
        figure = figure_of(home, load_indicators()[PLACES], scope, **asked)
    except (NothingLoaded, OutsideScope, OffTheMenu):
        return {}, None
    cells = [one for one in figure.cells if one.series == "places"]
    newest = max((one.period for one in cells if one.value.state is not ValueState.UNKNOWN), default=None)
    return {one.dimensions[0]: one.value for one in cells if one.period == newest}, newest


def situation(home: Home, scope: Scope) -> Situation:
    """Return what this reader may see of demand and capacity."""
    try:
        run = forecast_for(home, scope)
    except NoForecast:
        run = None
    return Situation(scope, run, *_places(home, scope))


def _at(line: list[CareLine], day: date) -> tuple[Value, Value]:
    found = next((one for one in line if one.period == f"{day:%Y-%m}"), None)
    return (found["q750"], found["q900"]) if found else (UNKNOWN, UNKNOWN)


def _demand(agreement: Agreement, now: Situation) -> Value:
    if now.run is None or now.demand_on is None:
        return UNKNOWN
    try:
        lines = [care_lines(now.run, Node(product=product), "in_care", now.scope) for product in agreement.products]
    except OutsideScope:
        return UNKNOWN
    return needed(total(eightieth(*_at(line, now.demand_on)) for line in lines), agreement.per_hundred)


def _capacity(agreement: Agreement, now: Situation) -> Value:
    """Return the places; hours are unknown: providers state only those that are free."""
    if agreement.unit == Unit.HOURS:
        return UNKNOWN
    return total(now.places.get(form, UNKNOWN) for form in agreement.care_forms)


def held_against(agreement: Agreement, now: Situation) -> Held:
    """Return how an agreement stands."""
    return held(agreement.norm, _demand(agreement, now), _capacity(agreement, now))
