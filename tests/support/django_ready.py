"""Start Django once for the tests that need it; the others never load it."""

import os

import django


def start_django() -> None:
    """Set the settings module and start Django; nothing happens the second time."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regiewijzer.config.settings")
    django.setup()
