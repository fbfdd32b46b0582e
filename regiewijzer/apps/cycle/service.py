"""What other apps and the set-up may use of the policy cycle."""

from regiewijzer.apps.cycle.tasks import queue_look_after, queue_story
from regiewijzer.apps.cycle.waiting import Waits
from regiewijzer.apps.cycle.waiting import waiting_for as items_waiting_for

__all__ = ["Waits", "items_waiting_for", "queue_look_after", "queue_story"]
