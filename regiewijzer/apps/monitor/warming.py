"""Works out what the first readers will ask, in the background, so that they do not wait for it."""

import threading

from regiewijzer.apps.monitor import queries
from regiewijzer.figures.scope import REGION
from regiewijzer.ledger.home import Home


def warm_figures(home: Home) -> int:
    """Work out the newest figure of every indicator, for the region and per municipality; return how many indicators."""
    try:
        _first, newest = queries.known_days(home, REGION)
    except queries.NothingLoaded:
        return 0
    indicators = queries.indicators().values()
    for indicator in indicators:
        request = queries.request_for(indicator, home=home, day=newest, scope=REGION)
        wanted = [request]
        if "municipality" in indicator.dimensions:
            wanted += queries.breakdown_requests(request, REGION, "municipality")
        queries.figures_of(home, wanted, REGION)
    return len(indicators)


def start_warming(home: Home) -> threading.Thread:
    """Start working out figures in the background. What fails there is told on its own page, to who asks for it."""
    thread = threading.Thread(target=warm_figures, args=(home,), daemon=True, name="warming")
    thread.start()
    return thread
