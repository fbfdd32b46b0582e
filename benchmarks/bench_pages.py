"""Server time and weight of the pages of the monitor: cold, warm, and in kilobytes with and without pictures.

Run as `bench_pages.py` (a small region, made for the occasion), `bench_pages.py SCALE` (tiny, small, region) or
`bench_pages.py HOME` (a region that is loaded already). The facts of every indicator are worked out first, as a load does.
Cold is the first request for a page in this process, warm the median of the next ones. Only the server is timed, in its own
process, without a network.
"""

import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.snapshots import latest_snapshot
from regiewijzer.pipeline.figures_mart import build_marts
from regiewijzer.pipeline.known_at import KnownAt, KnownBasis
from regiewijzer.pipeline.load import load
from regiewijzer.simulation import run, settings_for

WARM_RUNS = 7
GOAL_COLD, GOAL_WARM, GOAL_WEIGHT = 1500, 150, 300
_PICTURES = re.compile(rb"<svg.*?</svg>", re.DOTALL)


@dataclass(frozen=True)
class Measured:
    """Milliseconds and bytes of one page; `cpu` is the time of the processor in a warm request."""

    address: str
    cold: float
    warm: float
    cpu: float
    weight: int
    without_pictures: int


def made_home(scale: str, folder: Path) -> Home:
    """Return a home with a simulated region of that scale, loaded."""
    home, simulated = Home(folder / "home").create(), folder / "simulated"
    run(settings_for(scale, 7), simulated)
    known = KnownAt(KnownBasis.DATED)
    load(home, [simulated], known_at=known, now=datetime.now(UTC).replace(tzinfo=None), workers=0)
    return home


def start_django(home: Home) -> None:
    """Start the pages on a home; static files from their folders, as nothing of them is timed."""
    os.environ |= {"REGIEWIJZER_HOME": str(home.path), "DJANGO_SETTINGS_MODULE": "regiewijzer.config.settings"}
    import django
    from django.conf import settings

    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("whitenoise")]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.ALLOWED_HOSTS = ["testserver"]
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def signed_in():
    """Return a client of someone who may see everything."""
    from django.test import Client

    from regiewijzer.apps.accounts.models import User

    user = User.objects.filter(username="bench").first() or User.objects.create_superuser(
        username="bench", password="bench-bench-bench"
    )
    client = Client()
    client.force_login(user)
    return client


def addresses(home: Home) -> Iterator[str]:
    """Yield the pages: the ways in, every indicator, and one indicator in every breakdown."""
    from regiewijzer.apps.monitor.dimensions import dimensions_of
    from regiewijzer.ledger.region import read_region
    from regiewijzer.web.charts import warm_up

    warm_up().join()
    indicators = load_indicators()
    yield from (f"/monitor/{indicator_id}" for indicator_id in indicators)
    place = read_region(home.region).municipalities[0].code
    yield f"/monitor/young-people-in-care?gemeente={place}"
    widest = max(indicators.values(), key=lambda one: len(one.dimensions))
    yield from (f"/monitor/{widest.id}?per={dimension.field}" for dimension in dimensions_of(widest))
    yield from ("/monitor", f"/monitor?gemeente={place}", "/monitor/stromen", "/monitor/veranderd", "/zoeken?q=wachten")


def measure(client, address: str) -> Measured:
    """Return what a page takes."""

    def timed() -> tuple[float, float, bytes]:
        begun, worked = time.perf_counter(), time.process_time()
        answer = client.get(address)
        spent = (time.perf_counter() - begun) * 1000, (time.process_time() - worked) * 1000
        assert answer.status_code == 200, (address, answer.status_code)
        return *spent, answer.content

    cold, _cpu, _content = timed()
    # A list of many figures is complete after some visits: nobody waits for all of them at once.
    while b'hx-trigger="load delay:200ms' in timed()[2]:
        pass
    runs = [timed() for _ in range(WARM_RUNS)]
    warm, cpu = (statistics.median(run[part] for run in runs) for part in (0, 1))
    content = runs[-1][2]
    return Measured(address, cold, warm, cpu, len(content), len(_PICTURES.sub(b"", content)))


def report(home: Home) -> None:
    """Print every page and the worst of each figure."""
    start_django(home)
    build_marts(home, latest_snapshot(home), load_indicators().values())
    client = signed_in()
    found = []
    print(f"{'page':58} {'cold ms':>8} {'warm ms':>8} {'cpu ms':>7} {'kB':>6} {'kB without pictures':>20}")
    for address in addresses(home):
        one = measure(client, address)
        found.append(one)
        kilobytes = one.weight / 1000, one.without_pictures / 1000
        print(f"{one.address:58} {one.cold:8.0f} {one.warm:8.0f} {one.cpu:7.0f} {kilobytes[0]:6.0f} {kilobytes[1]:20.0f}")
    cold, warm = max(one.cold for one in found), max(one.warm for one in found)
    weight = max(one.without_pictures for one in found) / 1000
    print(f"worst: cold {cold:.0f} ms (goal {GOAL_COLD}), warm {warm:.0f} ms (goal {GOAL_WARM}),", end=" ")
    print(f"{weight:.0f} kB without pictures (goal {GOAL_WEIGHT})")


def main(argument: str) -> None:
    """Measure a home that is there, or a region of a scale."""
    if Path(argument).is_dir():
        report(Home(Path(argument)))
        return
    with tempfile.TemporaryDirectory() as folder:
        report(made_home(argument, Path(folder)))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "small")
