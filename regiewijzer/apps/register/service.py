"""What other apps and the worker may use of the data register."""

from regiewijzer.apps.register.expiring import Expired, expired
from regiewijzer.apps.register.tasks import queue_uses

__all__ = ["Expired", "expired", "queue_uses"]
