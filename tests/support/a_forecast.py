"""A kept forecast made by hand, small enough to know every number of: in euros the amounts are round."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.figures_expected import SCHEMA as INDICATORS
from regiewijzer.pipeline.forecast_budget import SCHEMA as BUDGET
from regiewijzer.pipeline.forecast_changes import SCHEMA as CHANGES
from regiewijzer.pipeline.forecast_providers import PEOPLE as PROVIDERS
from regiewijzer.pipeline.forecast_providers import SILENT
from regiewijzer.pipeline.forecast_store import About, Run, keep
from regiewijzer.pipeline.forecast_units import SCHEMA as UNITS
from regiewijzer.pipeline.forecast_words import AMOUNTS, HELD_BACK, OUTCOMES, OUTSIDE, QUANTILES
from regiewijzer.pipeline.forecast_year_budget import SCHEMA as YEAR_BUDGET
from regiewijzer.pipeline.forecast_years import AGEING
from regiewijzer.pipeline.forecast_years import SCHEMA as YEARS
from regiewijzer.vocabulary.periods import add_months

VINTAGE = date(2026, 9, 1)
PRODUCTS = ("45", "54")
SMALL = "54"  # few young people are behind it, in every municipality
MILLION = 100_000_000  # cents
YOUNG_PEOPLE = 5_000  # of each municipality
_WIDTH = dict(zip(QUANTILES, (-0.2, -0.1, -0.05, 0.0, 0.05, 0.1, 0.2), strict=True))
_BEHIND = {"youths": 60, "beside": 30, "largest": 0.3, "second": 0.2}
_KEYS = [(name, pa.string()) for name in ("municipality", "product", "period")]


def _nodes(municipalities: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for municipality in (None, *municipalities):
        for product in (None, *PRODUCTS):
            share = (1.0 if municipality is None else 1 / len(municipalities)) * {None: 1.0, "45": 0.75, "54": 0.25}[product]
            behind = {**_BEHIND, "youths": 4} if municipality and product == SMALL else _BEHIND
            yield {"municipality": municipality, "product": product, "share": share, **behind}


def _line(node: dict[str, Any], period: str, cents: float) -> dict[str, Any]:
    expected = round(cents * node["share"])
    known = {name: node[name] for name in ("municipality", "product", *_BEHIND)}
    parts = dict.fromkeys(AMOUNTS, 0) | {"expected": expected, "raw": expected, "reported": expected // 2, "open": expected // 2}
    is_past = (period < f"{VINTAGE:%Y-%m}" and len(period) > 4) or period == str(VINTAGE.year - 1)
    told = {name: None if is_past else round(expected * (1 + part)) for name, part in _WIDTH.items()}
    return {**known, "period": period, **parts, **told}


def _lines(municipalities: tuple[str, ...]) -> pa.Table:
    months = [f"{year}-{month:02d}" for year in (2026, 2027) for month in range(1, 13)]
    years = {"2025": 11, "2026": 12, "2027": 13}
    rows = [_line(node, month, MILLION) for node in _nodes(municipalities) for month in months]
    rows += [_line(node, year, millions * MILLION) for node in _nodes(municipalities) for year, millions in years.items()]
    numbers = [(name, pa.int64()) for name in (*AMOUNTS, *QUANTILES, "youths", "beside")]
    schema = pa.schema([*_KEYS, *numbers, ("largest", pa.float64()), ("second", pa.float64())])
    return pa.Table.from_pylist(rows, schema)


def _vintages(municipalities: tuple[str, ...]) -> pa.Table:
    rows = [
        {**node, "vintage": date(2026, month, 1), "expected": round((11 + month / 9) * MILLION * node["share"])}
        for node in _nodes(municipalities)
        for month in range(1, VINTAGE.month + 1)
    ]
    return pa.Table.from_pylist(
        [{**row, "raw": row["expected"]} for row in rows],
        pa.schema([*_KEYS[:2], ("vintage", pa.date32()), ("expected", pa.int64()), ("raw", pa.int64())]),
    )


def _history(municipalities: tuple[str, ...]) -> pa.Table:
    rows = []
    for node in _nodes(municipalities):
        for month in range(1, 13):
            forecast, truth = (round(millions * MILLION * node["share"]) for millions in (11.5 - month / 24, 11))
            told = {name: round(forecast * (1 + part)) for name, part in _WIDTH.items()}
            rows.append(
                {
                    **node,
                    "vintage": date(2025, month, 1),
                    "forecast": forecast,
                    "truth": truth,
                    "practice": 12 * truth // 11,
                    **told,
                }
            )
    numbers = [(name, pa.int64()) for name in (*OUTCOMES, *QUANTILES, "youths", "beside")]
    schema = pa.schema([*_KEYS[:2], ("vintage", pa.date32()), *numbers, ("largest", pa.float64()), ("second", pa.float64())])
    return pa.Table.from_pylist(rows, schema)


def _changes(municipalities: tuple[str, ...]) -> pa.Table:
    steps = {"claims": 300_000_00, "care": -100_000_00, HELD_BACK: -50_000_00}
    rows = [
        {
            "municipality": municipality,
            "product": product,
            "provider": "p",
            "step": step,
            "cents": cents // len(municipalities) // 2,
        }
        for municipality in municipalities
        for product in PRODUCTS
        for step, cents in steps.items()
    ]
    return pa.Table.from_pylist(rows, CHANGES)


def _budget(municipalities: tuple[str, ...]) -> pa.Table:
    """Every municipality has as much money as the middle of what it may need, but the first, which has too little."""
    own = 12 * MILLION // len(municipalities)
    rows = [
        {"municipality": code, "version": "spring", "budget": own + 30_000_000 - (own // 2 if number == 0 else 0)}
        for number, code in enumerate(municipalities)
    ]
    outside = {"actual": 20_000_000, "planned": 10_000_000, "estimated": 0, "settlement": 5_000_000}
    rows = [{**row, **outside} for row in rows]
    whole = {name: sum(row[name] for row in rows) for name in ("budget", *OUTSIDE)}
    return pa.Table.from_pylist([{"municipality": None, "version": "spring", **whole}, *rows], BUDGET)


def _care(municipalities: tuple[str, ...]) -> pa.Table:
    """A thousand trajectories in the region, a tenth of them begin and stop each month."""
    rows = []
    for node in _nodes(municipalities):
        if node["municipality"] and node["product"]:
            continue
        for quantity, share in (("in_care", 1000), ("starts", 100), ("stops", 100)):
            for month in [date(2026, one, 1) for one in range(1, 13)] + [date(2027, one, 1) for one in range(1, 13)]:
                expected = round(share * node["share"])
                told = {name: round(expected * (1 + part)) if month >= VINTAGE else None for name, part in _WIDTH.items()}
                rows.append({**node, "quantity": quantity, "period": f"{month:%Y-%m}", "expected": expected, **told})
    numbers = [(name, pa.int64()) for name in ("expected", *QUANTILES, "youths", "beside")]
    return pa.Table.from_pylist(rows, pa.schema([*_KEYS[:2], ("quantity", pa.string()), _KEYS[2], *numbers]))


def _indicators(municipalities: tuple[str, ...]) -> pa.Table:
    """A thousand young people in care in the region, ten more each month; a tenth of it per municipality."""
    rows = []
    for municipality in (None, *municipalities):
        for ahead in range(1, 13):
            value = float((1000 + 10 * ahead) // (1 if municipality is None else 10))
            about = {
                "indicator": "young-people-in-care",
                "definition": "1.0-x",
                "outcome": "in_care",
                "municipality": municipality,
            }
            likely = {name: value * (1 + part) for name, part in _WIDTH.items()}
            rows.append({**about, "period": add_months(VINTAGE, ahead), "expected": value, **likely})
    return pa.Table.from_pylist(rows, INDICATORS)


FORMS = ("02", "14")
SMALL_FORM = "14"  # few young people are behind it, in every municipality
PERIODS = ("2026", "2027", "2028", "2029", "2030")


def _form_nodes(municipalities: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for municipality in (None, *municipalities):
        for form in (None, *FORMS):
            share = (1.0 if municipality is None else 1 / len(municipalities)) * {None: 1.0, "02": 0.75, "14": 0.25}[form]
            behind = {**_BEHIND, "youths": 4} if municipality and form == SMALL_FORM else _BEHIND
            yield {"municipality": municipality, "care_form": form, "share": share, **behind}


def _years(municipalities: tuple[str, ...]) -> pa.Table:
    """Twelve million in 2026 and one more each year, a thousand trajectories; the interval widens by as much each year."""
    sizes = {"cost": 12 * MILLION, "in_care": 1000, "starts": 1200, "stops": 1200}
    rows = []
    for node in _form_nodes(municipalities):
        for quantity, size in sizes.items():
            for ahead, period in enumerate(PERIODS):
                grown = size + (ahead * MILLION if quantity == "cost" else 0)
                expected = grown * node["share"]
                told = {name: expected * (1 + (ahead + 1) * part) for name, part in _WIDTH.items()}
                rows.append({**node, "quantity": quantity, "period": period, "expected": expected, **told})
    behind = [("youths", pa.int64()), ("beside", pa.int64()), ("largest", pa.float64()), ("second", pa.float64())]
    return pa.Table.from_pylist(rows, pa.schema([*YEARS, *behind]))


def _year_budget(municipalities: tuple[str, ...]) -> pa.Table:
    """A budget for three years that does not grow, and half a million outside the claims."""
    rows = [
        {
            "municipality": node["municipality"],
            "care_form": node["care_form"],
            "period": period,
            "version": "spring" if period == "2026" else "original",
            "budget": round(13 * MILLION * node["share"]) if period < "2029" else None,
            "actual": 0,
            "planned": 0,
            "estimated": round(MILLION // 2 * node["share"]),
            "settlement": 0,
        }
        for node in _form_nodes(municipalities)
        for period in PERIODS
    ]
    return pa.Table.from_pylist(rows, YEAR_BUDGET)


def _units(municipalities: tuple[str, ...]) -> pa.Table:
    rows = [
        {
            "municipality": node["municipality"],
            "care_form": node["care_form"],
            "unit": "places" if node["care_form"] == "14" else "hours",
            "amount": 200 * node["share"],
            "cents": MILLION,
        }
        for node in _form_nodes(municipalities)
        if node["care_form"]
    ]
    return pa.Table.from_pylist(rows, UNITS)


def _of_providers(municipalities: tuple[str, ...]) -> dict[str, pa.Table]:
    """The one provider has forty young people in the region and four in each municipality; it was heard of in June."""
    rows = [{"municipality": code, "provider": "p", "youths": 4 if code else 40} for code in (None, *municipalities)]
    silent = [{"municipality": None, "provider": "p", "heard": date(2026, 6, 1)}]
    return {"provider_people": pa.Table.from_pylist(rows, PROVIDERS), "silent": pa.Table.from_pylist(silent, SILENT)}


def _ageing(municipalities: tuple[str, ...]) -> pa.Table:
    """A hundred fewer young people in each municipality every year, as projected."""
    rows = [
        {"municipality": code, "period": period, "people": count * (YOUNG_PEOPLE - 100 * ahead), "basis": "projection"}
        for code, count in ((None, len(municipalities)), *((code, 1) for code in municipalities))
        for ahead, period in enumerate(PERIODS)
    ]
    return pa.Table.from_pylist(rows, AGEING)


def _population(municipalities: tuple[str, ...]) -> pa.Table:
    people = {None: YOUNG_PEOPLE * len(municipalities), **dict.fromkeys(municipalities, YOUNG_PEOPLE)}
    columns = {"municipality": pa.array(list(people), pa.string()), "people": pa.array(list(people.values()), pa.int64())}
    return pa.table(columns)


def a_forecast(home: Home, municipalities: tuple[str, ...], *, published: bool = False, vintage: date = VINTAGE) -> Run:
    """Keep a forecast of those municipalities, of 12 million in 2026; publish it when asked."""
    about = About(vintage, datetime(2026, 10, 2, 7), datetime(2026, 9, 30, 23, 59), 1, "0.1.0", "0123456789abcdef")
    tables = {
        "lines": _lines(municipalities),
        "vintages": _vintages(municipalities),
        "history": _history(municipalities),
        "changes": _changes(municipalities),
        "budget": _budget(municipalities),
        "care": _care(municipalities),
        "population": _population(municipalities),
        "indicators": _indicators(municipalities),
        "years": _years(municipalities),
        "year_budget": _year_budget(municipalities),
        "ageing": _ageing(municipalities),
        "units": _units(municipalities),
        **_of_providers(municipalities),
    }
    run = keep(home, about, tables)
    if published:
        from regiewijzer.apps.outlook.actions import publish  # needs Django, which a test of the core has not

        publish(run=run, by="test")
    return run
