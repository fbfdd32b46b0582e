"""Addresses of signals."""

from django.urls import path

from regiewijzer.apps.signals import views

app_name = "signals"
urlpatterns = [
    path("signalen", views.overview, name="overview"),
    path("signalen/volgen/<slug:indicator_id>", views.follow, name="follow"),
    path("signalen/volgen/<int:subscription_id>/stoppen", views.stop, name="stop"),
    path("signalen/<uuid:signal_id>", views.signal, name="signal"),
]
