"""A kept forecast of which the spending room is known to the euro: a hundred thousand a month for De Haven in 0518."""

from datetime import date, datetime

import pyarrow as pa

from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_spending import SCHEMA as COURSE
from regiewijzer.pipeline.forecast_store import About, Run, keep
from regiewijzer.pipeline.forecast_used import SCHEMA as USED
from regiewijzer.pipeline.forecast_words import QUANTILES
from tests.support.a_register import HAVEN, KADE

VINTAGE = date(2026, 9, 1)
MONTHLY = 10_000_000  # cents
NEW = 2_000_000  # of a month to come: care that has yet to begin
APPROVED, OPEN = 60_000_000, 20_000_000
PLACE = "0518"
_SPREAD = dict(zip(QUANTILES, (-0.2, -0.1, -0.05, 0.0, 0.05, 0.1, 0.2), strict=True))
SCOPES = ((PLACE, HAVEN), (None, HAVEN), ("0519", KADE), (None, KADE))


def _cells() -> pa.Table:
    rows = [
        {
            "municipality": place,
            "product": "45",
            "provider": provider,
            "month": date(2026, month, 1),
            "published": MONTHLY,
            "inflow": NEW if month > VINTAGE.month else 0,
        }
        for place, provider in ((PLACE, HAVEN), ("0519", KADE))
        for month in range(1, 13)
    ]
    names = ("municipality", "product", "provider")
    numbers = [("published", pa.int64()), ("inflow", pa.int64())]
    return pa.Table.from_pylist(rows, pa.schema([*((name, pa.string()) for name in names), ("month", pa.date32()), *numbers]))


def _course() -> pa.Table:
    """What is to come may be a fifth less or more; what is over is known."""
    rows = []
    for place, provider in SCOPES:
        for month in range(1, 13):
            to_come = max(0, month - VINTAGE.month) * MONTHLY
            told = {name: month * MONTHLY + round(to_come * part) for name, part in _SPREAD.items()}
            quantiles = told if month >= VINTAGE.month else {}
            row = {"municipality": place, "provider": provider, "month": date(2026, month, 1), "expected": month * MONTHLY}
            rows.append(row | quantiles)
    return pa.Table.from_pylist(rows, COURSE)


def _used(youths: int) -> pa.Table:
    people = {"behind": youths, "in_care": min(youths, 25), "waiting": min(youths, 11)}
    money = {"approved": APPROVED, "open": OPEN}
    rows = [{"municipality": place, "provider": provider, **money, **people} for place, provider in SCOPES]
    return pa.Table.from_pylist(rows, USED)


def a_spending(home: Home, *, youths: int = 30, snapshot: int = 7, published: bool = False) -> Run:
    """Keep a forecast that knows of spending, with so many young people behind every scope."""
    about = About(VINTAGE, datetime(2026, 10, 2, 7), datetime(2026, 9, 30, 23, 59), snapshot, "0.1.0", "0123456789abcdef")
    run = keep(home, about, {"cells": _cells(), "spending": _course(), "spending_used": _used(youths)})
    if published:
        from regiewijzer.apps.outlook.models import PublishedForecast

        PublishedForecast.objects.create(run_id=run.id, published_by="test")
    return run
