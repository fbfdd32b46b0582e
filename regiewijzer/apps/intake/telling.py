"""Who hears what became of a delivery."""

from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse

from regiewijzer.apps.accounts.service import Permission, may
from regiewijzer.apps.intake.models import Delivery
from regiewijzer.apps.intake.states import DeliveryState
from regiewijzer.apps.post.service import Topic, notify

# Without the name of the file or of who is in it: mail leaves the house.
_SUBJECTS = {
    DeliveryState.DONE: "Uw levering is verwerkt / your delivery was processed",
    DeliveryState.REFUSED: "Uw levering is niet aangenomen / your delivery was not accepted",
    DeliveryState.FAILED: "Uw levering kon niet worden gelezen / your delivery could not be read",
}
_MENDING = "Uw levering is verwerkt, met iets te herstellen / your delivery was processed, with something to mend"


def _subject(delivery: Delivery) -> str:
    state = DeliveryState(delivery.state)
    return _MENDING if state is DeliveryState.DONE and delivery.summary.get("findings") else _SUBJECTS[state]


def _people(delivery: Delivery) -> list[Any]:
    """Return who delivered it; when that was a program, those who may deliver for the organisation."""
    colleagues = get_user_model().objects.filter(is_active=True, organisation=delivery.organisation_id)
    own = [one for one in colleagues if one.get_username() == delivery.created_by]
    return own or [one for one in colleagues if may(one, Permission.DELIVER)]


def tell(delivery: Delivery) -> None:
    """Tell what became of a delivery; of a check its own page tells, to who waits there."""
    if not delivery.check_only:
        address = reverse("intake:delivery", args=[delivery.pk])
        notify(users=_people(delivery), topic=Topic.DELIVERY, subject=_subject(delivery), address=address)
