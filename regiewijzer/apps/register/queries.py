"""Everything that the data register reads."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from django.db.models import QuerySet

from regiewijzer.apps.accounts.service import OrganisationKind, count_organisations
from regiewijzer.apps.intake.service import ledger_status
from regiewijzer.apps.monitor.service import said
from regiewijzer.apps.register.models import DataRequest, EntryStatement
from regiewijzer.apps.register.policies import may_read, sees_all
from regiewijzer.apps.register.states import State
from regiewijzer.definitions.data_register import load_data_register
from regiewijzer.definitions.data_register_types import Basis, DataRegister, Entry, Necessity, Staff
from regiewijzer.definitions.goals import load_goal_trees
from regiewijzer.definitions.rules import RuleText
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.installation import Installation, load_installation
from regiewijzer.ledger.region import Region
from regiewijzer.pipeline.field_uses import FieldUses
from regiewijzer.pipeline.field_uses import kept_uses as _kept_uses
from regiewijzer.vocabulary.periods import add_months


class NoSuchEntry(LookupError):
    """Nothing of that name is asked."""


def register() -> DataRegister:
    """Return the register as defined, with what was stated on the pages in its place."""
    defined = load_data_register()
    stated = {one.entry_id: one for one in EntryStatement.objects.all()}
    entries = {name: _stated(entry, stated[name]) if name in stated else entry for name, entry in defined.entries.items()}
    return DataRegister(entries, defined.rules)


def _stated(entry: Entry, said_of: EntryStatement) -> Entry:
    return replace(
        entry,
        minutes=said_of.minutes,
        staff=Staff(said_of.staff),
        basis=Basis(said_of.basis),
        necessity=Necessity(said_of.necessity),
        until=said_of.until,
        use=RuleText(said_of.use, said_of.use) if said_of.use not in (entry.use.nl, entry.use.en) else entry.use,
    )


def entry_of(name: str) -> Entry:
    """Return one entry as it stands now; NoSuchEntry."""
    found = register().entries.get(name)
    if found is None:
        raise NoSuchEntry(name)
    return found


def statement_of(entry_id: str) -> EntryStatement | None:
    """Return what was stated of an entry, if anything."""
    return EntryStatement.objects.filter(entry_id=entry_id).first()


def kept_uses(home: Home) -> FieldUses | None:
    """Return which field is used for what; None while that is being worked out."""
    return _kept_uses(home)


def installation(home: Home) -> Installation:
    """Return what the installation file says."""
    return load_installation(home)


def goals() -> Mapping[str, str]:
    """Return the titles of all goals by "<tree>:<code>", in the language of the page."""
    return {f"{tree.id}:{goal.code}": said(goal.title) for tree in load_goal_trees().values() for goal in tree.goals}


@cache
def _no_volumes() -> Mapping[tuple[str, str], int]:
    return {}


def messages_a_year(home: Home) -> Mapping[tuple[str, str], int]:
    """Return how many messages each sender sent in the last twelve months that are loaded, by (number, sender)."""
    status = ledger_status(home)
    if status is None or not status.by_month:
        return _no_volumes()
    since = add_months(max(one.month for one in status.by_month), -11)
    found: Counter[tuple[str, str]] = Counter()
    for one in status.by_month:
        if one.month >= since:
            found[one.message_type, one.sender_code] += one.messages
    return found


def deliverers(region: Region) -> Mapping[str, int]:
    """Return how many organisations of each kind there are: of the region file, else those that have an account."""
    counted = {str(kind): count_organisations(kind) for kind in OrganisationKind}
    known = {
        str(OrganisationKind.PROVIDER): len(region.providers),
        str(OrganisationKind.MUNICIPALITY): len(region.municipalities),
        str(OrganisationKind.SERVICE_ORGANISATION): 1,
        str(OrganisationKind.CBS): 1,
    }
    return {kind: known.get(kind) or counted[kind] for kind in counted}


def requests_for(user: Any) -> QuerySet[DataRequest]:
    """Return the requests that a user may read, newest first."""
    if sees_all(user):
        return DataRequest.objects.all()
    sent = DataRequest.objects.filter(state__in=(State.SENT, State.ENDED))
    return sent.filter(pk__in=[one.pk for one in sent if may_read(user, one)])


def request_for(request_id: int, user: Any) -> DataRequest | None:
    """Return one request, None when there is none that this user may read."""
    found = DataRequest.objects.filter(pk=request_id).first()
    return found if found and may_read(user, found) else None


def expired_requests(today: date) -> list[DataRequest]:
    """Return what is still asked though its end has passed."""
    return [one for one in DataRequest.objects.filter(state=State.SENT) if one.is_expired(today)]
