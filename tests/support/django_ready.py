"""Start Django once for the tests that need it; the others never load it."""

import os
from tempfile import TemporaryDirectory

import django

# Kept until the tests end: the folder is removed with it.
DATABASE = TemporaryDirectory(prefix="regiewijzer-tests-", ignore_cleanup_errors=True)


def start_django() -> None:
    """Start Django with what only a test needs: files straight from their folders, and cheap password hashes.

    Static files with names by content are tested with the real server, in a process of its own.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regiewijzer.config.settings")
    from django.conf import settings

    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("whitenoise")]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    # A file, as in use: of a database in memory all threads of a live server share one connection, and a page that asks for
    # its progress would fall into the worker's transaction.
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"{DATABASE.name}/process.sqlite3"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django.setup()
