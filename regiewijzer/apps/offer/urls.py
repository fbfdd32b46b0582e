"""Addresses of the necessary offer."""

from django.urls import path

from regiewijzer.apps.offer import views

app_name = "offer"
urlpatterns = [
    path("continuiteit", views.continuity_page, name="continuity"),
    path("noodzakelijk-aanbod", views.overview, name="overview"),
    path("noodzakelijk-aanbod/nieuw", views.new, name="new"),
    path("noodzakelijk-aanbod/functie/<slug:offer_code>", views.function, name="function"),
    path("noodzakelijk-aanbod/functie/<slug:offer_code>/wijzigen", views.change, name="change"),
]
