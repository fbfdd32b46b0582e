"""Addresses of the monitor."""

from django.urls import path

from regiewijzer.apps.monitor import views

app_name = "monitor"
urlpatterns = [
    path("monitor", views.overview, name="list"),
    path("monitor/<slug:indicator_id>", views.indicator, name="indicator"),
    path("monitor/<slug:indicator_id>/berekening", views.calculation, name="calculation"),
    path("monitor/<slug:indicator_id>/gegevens.csv", views.download, name="download"),
    path("monitor/<slug:indicator_id>/gemeenten.csv", views.download_municipalities, name="download_municipalities"),
    path("monitor/<slug:indicator_id>/vastleggen", views.freeze, name="freeze"),
    path("cijfer/<str:figure_id>", views.frozen, name="frozen"),
    path("cijfer/<str:figure_id>/gegevens.csv", views.frozen_download, name="frozen_download"),
    path("cijfer/<str:figure_id>/paspoort", views.frozen_passport, name="frozen_passport"),
]
