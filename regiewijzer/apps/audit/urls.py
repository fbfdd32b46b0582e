"""Addresses of both logs."""

from django.urls import path

from regiewijzer.apps.audit import views

app_name = "audit"
urlpatterns = [
    path("auditlog", views.events, name="events"),
    path("verwerkingen", views.processings, name="processings"),
]
