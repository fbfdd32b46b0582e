"""What other apps and the worker may use of the data register."""

from regiewijzer.apps.register.expiring import Expired, expired
from regiewijzer.apps.register.keeping import Kept, is_due, plan, run
from regiewijzer.apps.register.tasks import queue_retention, queue_uses

__all__ = ["Expired", "Kept", "expired", "is_due", "plan", "queue_retention", "queue_uses", "run"]
