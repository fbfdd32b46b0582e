"""The question that a signal asks: neutral words, for whoever the figure is about, and it accuses nobody.

It is kept in Dutch, as everything that people write to each other here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from regiewijzer.apps.accounts.service import OrganisationKind, service_organisation
from regiewijzer.apps.monitor.service import Line, address_of, change_in_words, line_in_words
from regiewijzer.apps.remarks.service import Remark, same_place
from regiewijzer.apps.remarks.service import ask as ask_remark
from regiewijzer.apps.signals.models import Signal
from regiewijzer.apps.signals.series import Series
from regiewijzer.indicators.change_detection import Signal as Change
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Region
from regiewijzer.web.numbers import full_date

# A council, a client council or a table reads along; what its figure is about is not for it to explain.
EXPLAINS = (OrganisationKind.MUNICIPALITY, OrganisationKind.PROVIDER, OrganisationKind.CERTIFIED_INSTITUTION)


@dataclass(frozen=True, slots=True)
class Words:
    """What a question says, in Dutch."""

    title: str
    text: str


def words_of(line: Line, change: Change, home: Home, region: Region) -> Words:
    """Return the question about a change. It says what is seen and what is not known, and asks."""
    with translation.override("nl"):
        text = _(
            "Er is een verandering die aanhoudt: %(line)s, %(change)s. Weet u wat er aan de hand is?\n\n"
            "Het kan veel oorzaken hebben: meer of andere jongeren, berichten die anders komen, een andere werkwijze, of toeval. "
            "Een rekenregel ziet dit; het is een vraag en geen oordeel over iemand."
        )
        named = line_in_words(line, home, region)
        return Words(named.title, text % {"line": named, "change": change_in_words(line, change)})


def gone(day: date) -> str:
    """Return what is said at the question when the change is no longer there."""
    with translation.override("nl"):
        text = _("In de stand van %(day)s is deze verandering niet meer zichtbaar. Een verbetering van gegevens kan dat doen.")
        return text % {"day": full_date(day)}


def who_explains(series: Series, followers: Sequence[Any]) -> Any:
    """Return who is asked: the follower whose own rows these are, else the service organisation."""
    if series.is_of_the_region or not series.published_only:
        return service_organisation()
    own = [one.organisation for one in followers if one.organisation.kind in EXPLAINS]
    return min(own, key=lambda one: (one.kind, one.pk), default=service_organisation())


def ask(signal: Signal, words: Words, followers: Sequence[Any]) -> Remark:
    """Put the question at the page of the figure. Who answers at the service organisation is told, unless a follower is there."""
    series, service = signal.series, service_organisation()
    there = any(one.organisation_id == service.pk for one in followers)
    address = address_of(series.line)
    return ask_remark(
        address=same_place(address) or address,
        title=words.title,
        text=words.text,
        beside=reverse("signals:signal", args=[signal.pk]),
        organisation=who_explains(series, followers),
        tell=() if there else get_user_model().objects.filter(is_active=True, organisation=service),
    )
