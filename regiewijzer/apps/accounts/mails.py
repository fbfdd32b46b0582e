"""The mails of accounts: in Dutch, with the same in English below."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from regiewijzer.apps.accounts.models import Invitation
from regiewijzer.web.home import current_region


def send_invitation(invitation: Invitation, link: str) -> None:
    """Send the link with which someone becomes a user."""
    region = current_region().name
    text = render_to_string("accounts/mail/invitation.txt", {"invitation": invitation, "link": link, "region": region})
    EmailMessage("Uitnodiging voor Regiewijzer / Invitation to Regiewijzer", text, to=[invitation.email]).send()
