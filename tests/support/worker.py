"""The worker, run inside a test until nothing waits."""

from unittest.mock import patch

from django.core.management import call_command


def work() -> None:
    """Let the worker do what waits.

    It closes its connection between tasks; here that connection is the test's own, with the test's transaction in it.
    """
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)
