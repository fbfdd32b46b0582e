"""What other apps and the worker may use of signals."""

from regiewijzer.apps.signals.presenters import FollowView, follow_view
from regiewijzer.apps.signals.tasks import queue_look

__all__ = ["FollowView", "follow_view", "queue_look"]
