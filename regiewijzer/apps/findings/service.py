"""What the worker and other apps may use of findings."""

from regiewijzer.apps.findings.queries import waiting_for, waiting_for_stewards
from regiewijzer.apps.findings.tasks import bring_up_to_date, queue_when_behind

__all__ = ["bring_up_to_date", "queue_when_behind", "waiting_for", "waiting_for_stewards"]
