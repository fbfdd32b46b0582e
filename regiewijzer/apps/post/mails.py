"""Makes the mails: in Dutch, with the same in English below. No figures and no texts of persons: a mail says that, and where."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from regiewijzer.apps.post.models import Notice
from regiewijzer.web.home import current_region


def _root() -> str:
    """Return the public address of this installation, without a slash at the end."""
    addresses = settings.ENVIRONMENT.addresses
    return addresses[0] if addresses else "http://localhost"


def send(notices: Sequence[Notice], *, digest: bool) -> None:
    """Send notices of one user as one mail."""
    subject = f"Regiewijzer: {len(notices)} nieuw / {len(notices)} new" if digest else notices[0].subject
    context = {"notices": notices, "root": _root(), "region": current_region().name, "digest": digest}
    text = render_to_string("post/mail/notices.txt", context)
    EmailMessage(subject.replace("\n", " "), text, to=[notices[0].user.email]).send()
