"""What other apps and the set-up may use of the monitor."""

from regiewijzer.apps.monitor.actions import publish_moment, publish_newest
from regiewijzer.apps.monitor.publishing import Published, published_moments

__all__ = ["Published", "publish_moment", "publish_newest", "published_moments"]
