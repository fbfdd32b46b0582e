"""Addresses of intake."""

from django.urls import path

from regiewijzer.apps.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.start, name="start"),
    path("controles", views.checks, name="checks"),
    path("leveringen", views.loads, name="loads"),
    path("leveringen/voortgang", views.progress, name="progress"),
    path("leveringen/<int:number>", views.load_report, name="load_report"),
    path("leveringen/<int:number>/retourbericht/<slug:message_id>", views.return_message, name="return_message"),
]
