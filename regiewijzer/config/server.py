"""Serve the pages with waitress: one process, on every system, nothing to install beside it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from regiewijzer.config.preparation import clear_sessions, collect_static, migrate, start_django


@contextmanager
def _worker(home: Path) -> Iterator[None]:
    child = subprocess.Popen([sys.executable, "-m", "regiewijzer.config.work", str(home)])  # noqa: S603
    try:
        yield
    finally:
        child.terminate()
        child.wait()


def serve(home: Path, host: str = "127.0.0.1", port: int = 8000, *, threads: int = 8, worker: bool = True) -> None:
    """Serve the pages of `home` until stopped; with `worker` also run what users put in the queue (uploads).

    The database structure and static files are brought up to date first. OSError when the port is taken.
    """
    place = start_django(home)
    migrate()
    clear_sessions()
    collect_static(place)
    from waitress.server import create_server

    from regiewijzer.apps.monitor.service import start_warming
    from regiewijzer.config.settings import ENVIRONMENT
    from regiewijzer.config.wsgi import application
    from regiewijzer.web.charts import warm_up

    warm_up()
    start_warming(place)
    trusted = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-proto"}} if ENVIRONMENT.is_https else {}
    server = create_server(
        application, host=host, port=port, threads=threads, ident="regiewijzer", clear_untrusted_proxy_headers=True, **trusted
    )
    try:
        if worker:
            with _worker(place.path):
                server.run()
        else:
            server.run()
    finally:
        server.close()
