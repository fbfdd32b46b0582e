"""Addresses of the outlook."""

from django.urls import path

from regiewijzer.apps.outlook import views, views_files, views_runs
from regiewijzer.apps.outlook.indicators import views as indicators
from regiewijzer.apps.outlook.scenarios import views as scenarios
from regiewijzer.apps.outlook.scenarios import views_files as scenario_files
from regiewijzer.apps.outlook.scenarios import views_making as making
from regiewijzer.apps.outlook.warnings import views as warnings
from regiewijzer.apps.outlook.years import views as years

app_name = "outlook"
urlpatterns = [
    path("vooruitzicht", views.forecast, name="forecast"),
    path("vooruitzicht/hoe-goed", views.accuracy, name="accuracy"),
    path("vooruitzicht/gegevens.csv", views_files.download, name="download"),
    path("vooruitzicht/gegevens.xlsx", views_files.workbook, name="workbook"),
    path("vooruitzicht/meerjaren", years.years, name="years"),
    path("vooruitzicht/meerjaren.csv", years.download, name="years_csv"),
    path("vooruitzicht/meerjaren.xlsx", years.workbook, name="years_xlsx"),
    path("vooruitzicht/prognoses", views_runs.overview, name="runs"),
    path("vooruitzicht/prognoses/maken", views_runs.make, name="make"),
    path("vooruitzicht/prognoses/<str:run_id>/publiceren", views_runs.publish, name="publish"),
    path("vooruitzicht/indicatoren", indicators.overview, name="indicators"),
    path("vooruitzicht/indicatoren/<str:indicator_id>", indicators.indicator, name="indicator"),
    path("vooruitzicht/waarschuwing", warnings.threshold, name="threshold"),
    path("vooruitzicht/scenarios", scenarios.overview, name="scenarios"),
    path("vooruitzicht/scenarios/nieuw", making.new, name="new_scenario"),
    path("vooruitzicht/scenarios/<int:scenario_id>", scenarios.scenario, name="scenario"),
    path("vooruitzicht/scenarios/<int:scenario_id>/delen", making.share, name="share_scenario"),
    path("vooruitzicht/scenarios/<int:scenario_id>/doorrekenen", making.again, name="again_scenario"),
    path("vooruitzicht/scenarios/<int:scenario_id>/gegevens.csv", scenario_files.download, name="scenario_csv"),
    path("vooruitzicht/scenarios/<int:scenario_id>/gegevens.xlsx", scenario_files.workbook, name="scenario_xlsx"),
]
