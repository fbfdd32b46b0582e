"""Addresses of the outlook."""

from django.urls import path

from regiewijzer.apps.outlook import views, views_files, views_runs

app_name = "outlook"
urlpatterns = [
    path("vooruitzicht", views.forecast, name="forecast"),
    path("vooruitzicht/hoe-goed", views.accuracy, name="accuracy"),
    path("vooruitzicht/gegevens.csv", views_files.download, name="download"),
    path("vooruitzicht/gegevens.xlsx", views_files.workbook, name="workbook"),
    path("vooruitzicht/prognoses", views_runs.overview, name="runs"),
    path("vooruitzicht/prognoses/maken", views_runs.make, name="make"),
    path("vooruitzicht/prognoses/<str:run_id>/publiceren", views_runs.publish, name="publish"),
]
