"""Start Django once for the tests that need it; the others never load it."""

import os

import django


def start_django() -> None:
    """Start Django with what only a test needs: files straight from their folders, and cheap password hashes.

    Static files with names by content are tested with the real server, in a process of its own.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regiewijzer.config.settings")
    from django.conf import settings

    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("whitenoise")]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django.setup()
