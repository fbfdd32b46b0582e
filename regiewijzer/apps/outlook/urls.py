"""Addresses of the outlook."""

from django.urls import path

from regiewijzer.apps.outlook import views, views_files, views_runs, views_scenarios, views_warnings

app_name = "outlook"
urlpatterns = [
    path("vooruitzicht", views.forecast, name="forecast"),
    path("vooruitzicht/hoe-goed", views.accuracy, name="accuracy"),
    path("vooruitzicht/gegevens.csv", views_files.download, name="download"),
    path("vooruitzicht/gegevens.xlsx", views_files.workbook, name="workbook"),
    path("vooruitzicht/prognoses", views_runs.overview, name="runs"),
    path("vooruitzicht/prognoses/maken", views_runs.make, name="make"),
    path("vooruitzicht/prognoses/<str:run_id>/publiceren", views_runs.publish, name="publish"),
    path("vooruitzicht/waarschuwing", views_warnings.threshold, name="threshold"),
    path("vooruitzicht/scenarios", views_scenarios.overview, name="scenarios"),
    path("vooruitzicht/scenarios/nieuw", views_scenarios.new, name="new_scenario"),
    path("vooruitzicht/scenarios/<int:scenario_id>", views_scenarios.scenario, name="scenario"),
    path("vooruitzicht/scenarios/<int:scenario_id>/delen", views_scenarios.share, name="share_scenario"),
    path("vooruitzicht/scenarios/<int:scenario_id>/doorrekenen", views_scenarios.again, name="again_scenario"),
    path("vooruitzicht/scenarios/<int:scenario_id>/gegevens.csv", views_scenarios.download, name="scenario_csv"),
    path("vooruitzicht/scenarios/<int:scenario_id>/gegevens.xlsx", views_scenarios.workbook, name="scenario_xlsx"),
]
