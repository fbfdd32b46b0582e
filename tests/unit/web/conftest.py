"""Numbers and texts need Django's settings."""

from tests.support.django_ready import start_django

start_django()
