"""Addresses of mail."""

from django.urls import path

from regiewijzer.apps.post import views

app_name = "post"
urlpatterns = [path("post", views.preferences, name="preferences")]
