"""Figures made by hand for tests of pages: every unit, a gap, provisional months, ten municipalities."""

import math
from datetime import date, datetime
from itertools import product

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Grain, Unit
from regiewijzer.figures.figure import Cell, Figure, Passport, Request
from regiewijzer.figures.scope import REGION, OutsideScope, Scope, rows_in_scope
from regiewijzer.figures.values import HIDDEN, Value, shown
from regiewijzer.ledger.home import Home
from regiewijzer.vocabulary.periods import add_months, months_between, next_month

MUNICIPALITIES = {
    "9901": "Oostveen",
    "9902": "Waterdam",
    "9903": "’s-Gravenland",
    "9904": "Nieuw-Heemsloot",
    "9905": "Zandkuil",
    "9906": "Lage Broek",
    "9907": "Rietmeer",
    "9908": "Kasteelhoek",
    "9909": "Dorpsbeek",
    "9910": "Westerveld",
}
MEMBERS = {
    "municipality": tuple(MUNICIPALITIES),
    "subregion": ("Noord", "Zuid"),
    "district": ("990101", "990102", "unknown"),
    "provider": ("01234567", "07654321"),
    "product_category": ("45", "54"),
    "care_form": ("02", "11", "unknown"),
    "segment": ("basic", "rare_specialist"),
    "frame": ("voluntary", "forced"),
    "referrer": ("01", "02", "unknown"),
    "age": ("0-3", "4-11", "12-17", "18-22"),
    "sex": ("1", "2"),
    "path": ("02", "02>11", "other"),
    "next_form": ("02", "11", "none", "other"),
    "combination": ("02", "02+11", "other"),
    "forms_at_once": ("1", "2", "3", "4+"),
    "providers_at_once": ("1", "2", "3", "4+"),
}
LEVEL = dict.fromkeys(Unit, 120) | {Unit.YOUTHS: 5200, Unit.SHARE: 0.16, Unit.DAYS: 22, Unit.CENTS: 420_000_000}
LEVEL |= {Unit.NUMBER: 1.1, Unit.SCORE: 7.2}
STEP = dict.fromkeys(Unit, 1) | {Unit.YOUTHS: 5, Unit.SHARE: 0.001, Unit.CENTS: 100_000, Unit.NUMBER: 0.01, Unit.SCORE: 0.1}
SIZELESS = (Unit.SHARE, Unit.DAYS, Unit.NUMBER, Unit.SCORE, Unit.HOURS, Unit.PER_1000, Unit.PER_10000)
KNOWN = (date(2022, 1, 3), date(2026, 11, 1))


def _number(unit: Unit, outcome: int, place: int, month: int) -> float | int:
    level, step = LEVEL[unit], STEP[unit]
    size = 1 if unit in SIZELESS else 1 / (1 + place)
    wave = 1 + 0.004 * month + 0.06 * math.sin(month / 5 + place)
    steps = round(level * size * (1 + 0.3 * outcome) * wave / step)
    return round(steps * step, 3) if isinstance(step, float) else int(steps * step)


def _value(unit: Unit, outcome: int, place: int, month: int) -> Value:
    return HIDDEN if place == 9 and 20 < month < 24 else shown(_number(unit, outcome, place, month))


def _place(request: Request, members: tuple[str, ...]) -> int:
    """Return which of the members it is about: each has a size and a wave of its own."""
    asked = members or dict(request.where).get("municipality", ())
    if not asked:
        return 0
    known = MEMBERS[request.by[0]] if members else MEMBERS["municipality"]
    return known.index(asked[0]) if asked[0] in known else 0


def _cells(request: Request) -> tuple[Cell, ...]:
    indicator = load_indicators()[request.indicator]
    assert request.first_period is not None
    assert request.last_period is not None
    step = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}[indicator.grain]
    periods = list(months_between(request.first_period, next_month(request.last_period)))[::step]
    groups = list(product(*(MEMBERS[name] for name in request.by)))
    return tuple(
        Cell(period, members, outcome.code, _value(outcome.unit, series, _place(request, members), count * step), shown(100))
        for series, outcome in enumerate(indicator.outcomes)
        for members in groups
        for count, period in enumerate(periods)
    )


def invented_figure(home: Home | None, request: Request, scope: Scope = REGION) -> Figure:
    """Return a figure for any request, the same for the same request; OutsideScope as the real ones."""
    indicator = load_indicators()[request.indicator]
    rows_in_scope(scope, request.by, request.where)
    if not scope.allows_moment(request.snapshot or 1, request.moment):
        raise OutsideScope
    passport = Passport(
        definition_version=indicator.definition_version,
        sql=indicator.query.sql,
        snapshot=request.snapshot or 1,
        moment=request.moment,
        scope=scope,
        program_version="0",
        messages_counted={"301": shown(12_345), "305": shown(8_000)},
        lineage={"care_start.started_on": "305: Begindatum", "care_start.youth_id": "305: Client/Bsn"},
        completeness={"expected": 1_200, "present": 1_178, "missing_senders": "9903"},
        at_risk_share=shown(0.013),
        reconstructed_share=shown(0.12),
        disclosure={"rule": "threshold and rounding", "threshold": 10, "rounding": 5, "rounding_cents": 100_000, "hidden": 3},
    )
    return Figure(request, passport, _cells(request))


def a_request(indicator: str = "young-people-in-care", **said: object) -> Request:
    """Return a request for three years up to October 2026."""
    months = {"first_period": date(2023, 11, 1), "last_period": date(2026, 10, 1)}
    return Request(**{"indicator": indicator, "moment": datetime(2026, 11, 1, 23), "snapshot": 1, **months, **said})


def settled(indicator_id: str = "young-people-in-care", municipality: str | None = None) -> tuple[str, int, int]:
    """Return what a page leads with: the newest month that is not provisional, its number and that of a year earlier."""
    indicator = load_indicators()[indicator_id]
    month = add_months(date(2026, 10, 1), -indicator.provisional.months)
    where = (("municipality", (municipality,)),) if municipality else ()
    months = {"first_period": add_months(date(2026, 10, 1), -59), "last_period": date(2026, 10, 1)}
    request = a_request(indicator_id, where=where, **months)
    first = next(indicator.outcomes).code
    numbers = {cell.period: cell.value.number for cell in invented_figure(None, request).cells if cell.series == first}
    return NAMES[month.month - 1] + f" {month.year}", numbers[month], numbers[add_months(month, -12)]


NAMES = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def dutch(number: int) -> str:
    """Return a whole number as a Dutch page writes it."""
    return f"{number:,}".replace(",", ".")
