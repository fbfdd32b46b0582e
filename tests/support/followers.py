"""People who follow a figure, and what they follow."""

from datetime import date

from django.test import Client

from regiewijzer.apps.monitor.names import care_forms
from regiewijzer.apps.signals.models import Signal, Subscription

INDICATOR = "young-people-in-care"
PAGE, FOLLOW = f"/monitor/{INDICATOR}", f"/signalen/volgen/{INDICATOR}"
BEGAN = date(2026, 1, 1)
OWN, OTHER = "9902", "9903"
FORMS = care_forms()


def with_mail(user, username):
    user.username, user.email = username, f"{username}@example.org"
    user.save()
    return user


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def follows(user, query: str = "") -> Subscription:
    answer = client_of(user).post(FOLLOW + query)
    assert answer.status_code == 302
    return Subscription.objects.get(user=user)


def page_of(signal: Signal) -> str:
    return f"/signalen/{signal.pk}"
