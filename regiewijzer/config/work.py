"""Run what users put in the queue: `regiewijzer worker`, or the child process of `serve`."""

import sys
from pathlib import Path

from regiewijzer.config.keeping import queue_daily_beside
from regiewijzer.config.preparation import migrate, start_django
from regiewijzer.config.readiness import keep_ready_beside


def work(home: Path, *, until_empty: bool = False, interval: float = 1.0) -> None:
    """Run queued tasks of `home` until stopped, or until the queue is empty."""
    place = start_django(home)
    migrate()
    if not until_empty:
        keep_ready_beside(place)
        queue_daily_beside()
    from django.core.management import call_command

    from regiewijzer.apps.contracts.service import queue_reminders
    from regiewijzer.apps.cycle.service import queue_look_after
    from regiewijzer.apps.findings.service import queue_when_behind
    from regiewijzer.apps.intake.service import queue_interrupted
    from regiewijzer.apps.outlook.service import queue_forecast, queue_scenarios
    from regiewijzer.apps.register.service import queue_uses
    from regiewijzer.apps.signals.service import queue_look

    queue_interrupted()
    queue_when_behind()
    queue_look()
    queue_reminders()
    queue_scenarios()
    queue_forecast()
    queue_look_after()
    if not until_empty:
        queue_uses()  # for who opens the register later; nothing that someone waits for
    call_command("db_worker", batch=until_empty, interval=interval, startup_delay=False, reload=False, verbosity=1)


if __name__ == "__main__":
    work(Path(sys.argv[1]))
