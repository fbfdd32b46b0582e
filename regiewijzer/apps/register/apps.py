"""The app of the data register."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Named by its place, as the other apps are."""

    name = "regiewijzer.apps.register"
