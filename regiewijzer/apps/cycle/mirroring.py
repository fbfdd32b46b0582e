"""Working out what was expected without an action, and what came of it: from published figures, in the worker."""

from dataclasses import asdict
from datetime import date
from typing import Any

from regiewijzer.apps.cycle.actions import effects as actions
from regiewijzer.apps.cycle.kinds import Kind
from regiewijzer.apps.cycle.models import Expectation, Item
from regiewijzer.apps.cycle.models.effect import Direction
from regiewijzer.apps.monitor.service import Published, published_moments
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.indicators.effects import Effect
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.effects import Compared, Known, Mirrored, Outcome, baseline, mirror


def newest_published() -> Published | None:
    """Return the newest state that everyone may see, None when nothing was published."""
    return next(iter(published_moments()), None)


def _known(day: date, snapshot: int) -> Known:
    return Known(Published(day, snapshot).moment, snapshot)


def work_out_baseline(home: Home, expectation: Expectation) -> None:
    """Keep what would have come without the action, as known on the day it started; nothing for an indicator that is gone."""
    indicator = load_indicators().get(expectation.indicator_id)
    if indicator is None or expectation.known_on is None or expectation.snapshot is None:
        return
    known = _known(expectation.known_on, expectation.snapshot)
    places = expectation.municipalities
    paths = baseline(home, indicator, expectation.outcome, places, known=known, look_on=expectation.look_on)
    actions.keep_baseline(action=expectation.action, paths=paths)


def action_of(effect: Item) -> Item | None:
    """Return the action that an effect came of."""
    links = effect.links_before.select_related("before__expectation")
    return next((link.before for link in links if link.before.kind == Kind.ACTION), None)


def _told_effect(effect: Effect | None) -> dict[str, Any] | None:
    return asdict(effect) if effect else None


def _told(outcome: Outcome) -> dict[str, Any]:
    """Return the outcome as it is kept."""
    return {"places": [_told_place(one) for one in outcome.places], "compared": _told_compared(outcome.compared)}


def _told_place(one: Mirrored) -> dict[str, Any]:
    return {**asdict(one), "period": one.period.isoformat()}


def _told_compared(one: Compared | None) -> dict[str, Any] | None:
    if one is None:
        return None
    windows = {name: [day.isoformat() for day in window] for name, window in (("before", one.before), ("after", one.after))}
    return {**windows, "effect": _told_effect(one.effect), "took_part": one.took_part, "others": one.others}


def mirror_effect(home: Home, effect: Item, published: Published | None = None) -> bool:
    """Put the outcome beside what was expected, as known at the newest published moment; tell whether it could be done."""
    action = action_of(effect)
    published = published or newest_published()
    expectation = getattr(action, "expectation", None)
    indicator = load_indicators().get(expectation.indicator_id) if expectation else None
    if published is None or expectation is None or indicator is None or expectation.known_on is None:
        return False
    if not expectation.baseline:
        work_out_baseline(home, expectation)
        expectation.refresh_from_db()
    found = mirror(
        home,
        indicator,
        expectation.outcome,
        expectation.baseline,
        known=_known(published.day, published.snapshot),
        started=expectation.known_on,
        look_on=expectation.look_on,
        downwards=expectation.direction == Direction.DOWN,
    )
    actions.keep_mirror(effect=effect, found=_told(found), figure_id=found.figure_id)
    return True
