"""The app of the necessary offer."""

from django.apps import AppConfig


class OfferConfig(AppConfig):
    """Named by its place, as the other apps are."""

    name = "regiewijzer.apps.offer"
