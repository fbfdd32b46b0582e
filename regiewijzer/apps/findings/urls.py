"""Addresses of findings."""

from django.urls import path

from regiewijzer.apps.findings.views import group, worklist

app_name = "findings"
urlpatterns = [
    path("bevindingen", worklist.worklist, name="worklist"),
    path("bevindingen/<uuid:group_id>", group.group, name="group"),
    path("bevindingen/<uuid:group_id>/betrek", group.involve, name="involve"),
]
