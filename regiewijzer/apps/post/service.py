"""What other apps may use of mail."""

from regiewijzer.apps.post.actions import notify, send_digests
from regiewijzer.apps.post.topics import Topic

__all__ = ["Topic", "notify", "send_digests"]
