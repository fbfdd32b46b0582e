"""Addresses of the interface for programs."""

from regiewijzer.apps.api.application import urlpatterns as urlpatterns

app_name = "api"
