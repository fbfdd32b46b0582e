"""Addresses of accounts."""

from django.urls import path

from regiewijzer.apps.accounts.views import invitations, password, people, second_factor, sign_in, tokens

app_name = "accounts"
urlpatterns = [
    path("inloggen", sign_in.SignIn.as_view(), name="sign_in"),
    path("inloggen/tweede-stap", sign_in.second_step, name="second_step"),
    path("inloggen/organisatie", sign_in.to_provider, name="to_provider"),
    path("inloggen/organisatie/terug", sign_in.from_provider, name="from_provider"),
    path("inloggen/geweigerd", sign_in.refused, name="refused"),
    path("uitloggen", sign_in.sign_out, name="sign_out"),
    path("wachtwoord", password.change_password, name="change_password"),
    path("wachtwoord-vergeten", password.lost_password, name="lost_password"),
    path("wachtwoord-vergeten/<str:uidb64>/<str:token>", password.ResetPassword.as_view(), name="reset_password"),
    path("tweede-stap", second_factor.second_factor, name="second_factor"),
    path("uitnodiging/<str:token>", invitations.accept_invitation, name="accept_invitation"),
    path("gebruikers", people.people, name="people"),
    path("gebruikers/uitnodigen", invitations.invite, name="invite"),
    path("gebruikers/uitnodigingen/<int:invitation_id>/intrekken", invitations.withdraw_invitation, name="withdraw_invitation"),
    path("gebruikers/<int:user_id>", people.person, name="person"),
    path("gebruikers/<int:user_id>/toegang", people.switch, name="switch"),
    path("gebruikers/<int:user_id>/tweede-stap-wissen", people.drop_second_factor, name="drop_second_factor"),
    path("organisaties", people.organisations, name="organisations"),
    path("toegangssleutels", tokens.tokens, name="tokens"),
    path("toegangssleutels/<int:token_id>/intrekken", tokens.revoke_token, name="revoke_token"),
]
