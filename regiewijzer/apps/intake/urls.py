"""Addresses of intake."""

from django.urls import path

from regiewijzer.apps.intake.views import checks, loads, progress, reports, start

app_name = "intake"
urlpatterns = [
    path("", start.start, name="start"),
    path("controles", checks.checks, name="checks"),
    path("leveringen", loads.loads, name="loads"),
    path("leveringen/voortgang", progress.progress, name="progress"),
    path("leveringen/<int:number>", reports.load_report, name="load_report"),
    path("leveringen/<int:number>/retourbericht/<slug:message_id>", reports.return_message, name="return_message"),
]
