"""Everything that writes about mail."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils import timezone

from regiewijzer.apps.audit.service import record_event
from regiewijzer.apps.post import mails, queries
from regiewijzer.apps.post.models import Notice, Preference
from regiewijzer.apps.post.topics import Frequency, Topic

log = logging.getLogger(__name__)


@transaction.atomic
def notify(
    *, users: Iterable[Any], topic: Topic, subject: str, address: str, text: str = "", stop_address: str = ""
) -> list[Notice]:
    """Tell users something in the way each of them chose; call it inside the transaction of what happened.

    `address` and `stop_address` are paths on our own site. Who wants it at once gets it when the transaction has ended well.
    """
    notices = []
    for user in users:
        frequency = queries.frequency_of(user, topic)
        if frequency is not Frequency.NEVER:
            notices.append(
                Notice.objects.create(
                    user=user,
                    topic=topic,
                    frequency=frequency,
                    subject=subject[:200],
                    text=text,
                    address=address[:600],
                    stop_address=stop_address,
                )
            )
    at_once = [one for one in notices if one.frequency == Frequency.AT_ONCE]
    transaction.on_commit(lambda: [send_now(one) for one in at_once])
    return notices


def send_now(notice: Notice) -> bool:
    """Mail one notice; when that fails it waits for the digest. Tell whether it was sent."""
    return _sent([notice], digest=False)


def send_digests() -> int:
    """Mail everything that waits, one mail per user; return the number of mails."""
    waiting = queries.waiting()
    return sum(_sent(list(notices), digest=True) for _user, notices in groupby(waiting, key=lambda one: one.user_id))


def _sent(notices: list[Notice], *, digest: bool) -> bool:
    """Send one mail. A notice without an address to mail to is done: its owner reads it on the pages."""
    if notices[0].user.email:
        try:
            mails.send(notices, digest=digest)
        except OSError as error:  # the mail server is away: an SMTPException is one too
            log.warning("mail not sent: %s", type(error).__name__)
            return False
    _mark_sent(notices, timezone.now())
    return bool(notices[0].user.email)


@transaction.atomic
def _mark_sent(notices: list[Notice], now: datetime) -> None:
    Notice.objects.filter(pk__in=[one.pk for one in notices]).update(sent_at=now)


@transaction.atomic
def choose(*, user: Any, frequencies: Mapping[Topic, Frequency]) -> None:
    """Keep how often a user wants mail, per topic."""
    for topic, frequency in frequencies.items():
        Preference.objects.update_or_create(user=user, topic=topic, defaults={"frequency": frequency})
    record_event("mail_preferences_chosen", actor=user.username, subject=user.username)
