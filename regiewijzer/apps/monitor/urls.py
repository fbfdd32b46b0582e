"""Addresses of the monitor."""

from django.urls import path

from regiewijzer.apps.monitor.analyses import files as analysis_files
from regiewijzer.apps.monitor.analyses import views as analyses
from regiewijzer.apps.monitor.views import (
    changes,
    definitions,
    files,
    flows,
    frozen,
    goals,
    indicator,
    notes,
    overview,
    published,
    search,
)
from regiewijzer.web.papers import Form

app_name = "monitor"
PAGE, FROZEN = "monitor/<slug:indicator_id>", "cijfer/<str:figure_id>"
PART = "analyses/<slug:analysis_id>/<slug:part_id>"
urlpatterns = [
    path("doelen", goals.goals, name="goals"),
    path("doelen/<slug:tree_id>/<slug:code>", goals.goal, name="goal"),
    path("peilmomenten", published.published, name="published"),
    path("monitor", overview.overview, name="list"),
    path("monitor/stromen", flows.flows, name="flows"),
    path("monitor/veranderd", changes.changes, name="changes"),
    path("zoeken", search.search, name="search"),
    path("analyses", analyses.overview, name="analyses"),
    path("analyses/<slug:analysis_id>", analyses.analysis, name="analysis"),
    path("analyses/<slug:analysis_id>/<slug:part_id>/berekening", analysis_files.calculation, name="analysis_calculation"),
    path("analyses/<slug:analysis_id>/<slug:part_id>/gegevens.csv", analysis_files.download, name="analysis_download"),
    path("analyses/<slug:analysis_id>/<slug:part_id>/gegevens.xlsx", analysis_files.download_workbook, name="analysis_workbook"),
    *(path(f"{PART}/gegevens.{form}", analysis_files.paper, {"form": form}, name=f"analysis_{form}") for form in Form),
    path("analyses/<slug:analysis_id>/<slug:part_id>/vastleggen", analysis_files.freeze, name="freeze_analysis"),
    path("monitor/notities/<int:note_id>/intrekken", notes.withdraw_note, name="withdraw_note"),
    path("monitor/<slug:indicator_id>", indicator.indicator, name="indicator"),
    path("monitor/<slug:indicator_id>/berekening", indicator.calculation, name="calculation"),
    path("monitor/<slug:indicator_id>/definities", definitions.definitions, name="definitions"),
    path("monitor/<slug:indicator_id>/gegevens.csv", files.download, name="download"),
    path("monitor/<slug:indicator_id>/gegevens.xlsx", files.download_workbook, name="download_workbook"),
    path("monitor/<slug:indicator_id>/uitsplitsing.csv", files.download_breakdown, name="download_breakdown"),
    path("monitor/<slug:indicator_id>/uitsplitsing.xlsx", files.download_breakdown_workbook, name="download_breakdown_workbook"),
    *(path(f"{PAGE}/gegevens.{form}", files.paper, {"form": form}, name=f"paper_{form}") for form in Form),
    *(path(f"{PAGE}/uitsplitsing.{form}", files.paper_of_breakdown, {"form": form}, name=f"breakdown_{form}") for form in Form),
    path("monitor/<slug:indicator_id>/afdruk", indicator.printed, name="printed"),
    path("monitor/<slug:indicator_id>/notitie", notes.annotate, name="annotate"),
    path("monitor/<slug:indicator_id>/vastleggen", frozen.freeze, name="freeze"),
    path("cijfer/<str:figure_id>", frozen.frozen, name="frozen"),
    path("cijfer/<str:figure_id>/gegevens.csv", frozen.frozen_download, name="frozen_download"),
    path("cijfer/<str:figure_id>/gegevens.xlsx", frozen.frozen_workbook, name="frozen_workbook"),
    *(path(f"{FROZEN}/gegevens.{form}", frozen.frozen_paper, {"form": form}, name=f"frozen_{form}") for form in Form),
    path("cijfer/<str:figure_id>/paspoort", frozen.frozen_passport, name="frozen_passport"),
]
