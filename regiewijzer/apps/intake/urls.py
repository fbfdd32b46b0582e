"""Addresses of intake."""

from django.urls import path

from regiewijzer.apps.intake.views import (
    asked,
    checks,
    delivered,
    histories,
    loads,
    mappings,
    progress,
    reports,
    start,
)

app_name = "intake"
urlpatterns = [
    path("", start.start, name="start"),
    path("controles", checks.checks, name="checks"),
    path("leveringen", loads.loads, name="loads"),
    path("leveringen/voortgang", progress.progress, name="progress"),
    path("leveringen/<int:number>", reports.load_report, name="load_report"),
    path("leveringen/<int:number>/retourbericht/<slug:message_id>", reports.return_message, name="return_message"),
    path("aanleveren", asked.deliver, name="deliver"),
    path("aanleveren/geschiedenis", histories.history, name="history"),
    path("aanleveren/geschiedenis/<int:number>", histories.recorded, name="recorded"),
    path("aanleveren/sjabloon/<slug:table>/<slug:form>", asked.template, name="template"),
    path("aanleveren/koppeling/<slug:table>/vergeten", mappings.forget, name="forget_mapping"),
    path("aanleveren/<uuid:delivery_id>", delivered.delivery, name="delivery"),
    path("aanleveren/<uuid:delivery_id>/stand", delivered.state, name="delivery_state"),
    path("aanleveren/<uuid:delivery_id>/gemarkeerd", delivered.marked, name="delivery_marked"),
    path("aanleveren/<uuid:delivery_id>/koppeling/<slug:table>", mappings.mapping, name="mapping"),
]
