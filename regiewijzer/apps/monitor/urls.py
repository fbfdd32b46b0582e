"""Addresses of the monitor."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

app_name = "monitor"


def x(request: HttpRequest) -> HttpResponse:
    return HttpResponse("x")


urlpatterns = [
    path("monitor", x, name="list"),
]
