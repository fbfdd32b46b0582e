"""Addresses of the pages that belong to no app."""

from django.urls import path

from regiewijzer.web import views

app_name = "web"
urlpatterns = [
    path("taal", views.switch_language, name="switch_language"),
    path("toegankelijkheid", views.accessibility, name="accessibility"),
]
