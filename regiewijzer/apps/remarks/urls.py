"""Addresses of questions and remarks."""

from django.urls import path

from regiewijzer.apps.remarks import views

app_name = "remarks"
urlpatterns = [
    path("opmerkingen", views.overview, name="overview"),
    path("opmerkingen/bij", views.at_address, name="at"),
    path("opmerkingen/nieuw", views.place, name="place"),
    path("opmerkingen/<uuid:remark_id>", views.remark, name="remark"),
    path("opmerkingen/<uuid:remark_id>/afsluiten", views.close, name="close"),
    path("opmerkingen/<uuid:remark_id>/heropenen", views.reopen, name="reopen"),
]
