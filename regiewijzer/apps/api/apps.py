"""The app of the interface for programs: it keeps nothing of its own."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Named by its place, as the other apps are."""

    name = "regiewijzer.apps.api"
