"""Which forecasts a reader may see."""

from regiewijzer.apps.outlook.models import PublishedForecast
from regiewijzer.figures.scope import Scope
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_store import NoSuchRun, Run, read_run, runs


class NoForecast(LookupError):
    """There is no forecast that this reader may see, or none of that id."""


def published_ids() -> frozenset[str]:
    """Return the ids of the published forecasts."""
    return frozenset(PublishedForecast.objects.values_list("run_id", flat=True))


def forecasts_for(home: Home, scope: Scope) -> list[Run]:
    """Return the forecasts that this reader may see, the newest first: outside the service organisation the published ones.

    One that was altered is left out: the page of its own address says so.
    """
    found = runs(home, only_whole=True)
    if not scope.published_only:
        return found
    published = published_ids()
    return [one for one in found if one.id in published]


def forecast_for(home: Home, scope: Scope, run_id: str = "") -> Run:
    """Return the forecast of that id, or the newest; NoForecast when there is none for this reader."""
    if not run_id:
        found = forecasts_for(home, scope)
        if not found:
            raise NoForecast
        return found[0]
    if scope.published_only and run_id not in published_ids():
        raise NoForecast(run_id)
    try:
        return read_run(home, run_id)
    except NoSuchRun:
        raise NoForecast(run_id) from None
