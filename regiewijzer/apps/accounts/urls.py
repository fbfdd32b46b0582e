"""Addresses of accounts."""

from django.urls import path

from regiewijzer.apps.accounts import views

app_name = "accounts"
urlpatterns = [
    path("inloggen", views.SignIn.as_view(), name="sign_in"),
    path("uitloggen", views.sign_out, name="sign_out"),
    path("wachtwoord", views.change_password, name="change_password"),
]
