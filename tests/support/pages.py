"""What tests of pages do: sign in, and read an answer as a reader does."""

from typing import Any

from django.test import Client


def signed_in(user: Any) -> Client:
    """Return a client that is signed in as this user."""
    client = Client()
    client.force_login(user)
    return client


def text(answer: Any) -> str:
    """Return the text of an answer, with spaces where it has spaces that do not break."""
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
