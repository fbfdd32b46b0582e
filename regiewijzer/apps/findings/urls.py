"""Addresses of findings."""

from django.urls import path

from regiewijzer.apps.findings.views import dry, files, group, trends, worklist

app_name = "findings"
urlpatterns = [
    path("bevindingen", worklist.worklist, name="worklist"),
    path("bevindingen/verloop", trends.course, name="trend"),
    path("bevindingen/werklijst.xlsx", files.worklist_file, name="worklist_file"),
    path("bevindingen/<uuid:group_id>", group.group, name="group"),
    path("bevindingen/<uuid:group_id>/betrek", group.involve, name="involve"),
    path("bevindingen/<uuid:group_id>/bevindingen.xlsx", files.group_file, name="group_file"),
    path("aanleveren/proefcontrole", dry.dry, name="dry"),
]
