"""Pages to sign in, in one step or two, and to sign out."""

from django.contrib.auth.views import RedirectURLMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.generic import FormView

from regiewijzer.apps.accounts import actions
from regiewijzer.apps.accounts.forms import CodeForm, SignInForm
from regiewijzer.apps.accounts.models import Authenticator, User
from regiewijzer.apps.accounts.oidc import FromProvider, ToProvider, provider, why_refused
from regiewijzer.web.access import for_every_user, open_to_everyone

PENDING = "second_step"  # in the session: who gave a right password, when, and where to go
PENDING_SECONDS = 10 * 60


@method_decorator([open_to_everyone, sensitive_post_parameters("password")], name="dispatch")
class SignIn(RedirectURLMixin, FormView):
    """Sign in and go to the page that was asked for, when it is one of ours."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    next_page = "intake:start"

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """Open the session, or ask the second step of who has one."""
        user = form.get_user()
        if Authenticator.objects.filter(user=user).exists():
            self.request.session.cycle_key()
            self.request.session[PENDING] = [user.pk, int(timezone.now().timestamp()), self.get_success_url()]
            return redirect("accounts:second_step")
        actions.sign_in(request=self.request, user=user)
        return HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the other door, when there is one."""
        return {**super().get_context_data(**kwargs), "provider": provider(), "next": self.get_redirect_url()}


def _pending(request: HttpRequest) -> tuple[User, str] | None:
    """Return who gave a right password shortly ago, and where to go; None when nobody did."""
    key, moment, address = request.session.get(PENDING, (None, 0, ""))
    if key is None or timezone.now().timestamp() - moment > PENDING_SECONDS:
        return None
    user = User.objects.filter(pk=key, is_active=True).first()
    return (user, address) if user else None


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_everyone
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask the code of the app after a right password."""
    pending = _pending(request)
    if pending is None:
        return redirect("accounts:sign_in")
    user, address = pending
    form = CodeForm(user, request.POST or None)
    if form.is_valid():
        request.session.pop(PENDING)
        actions.sign_in(request=request, user=user, second_factor=True)
        return HttpResponseRedirect(address)
    return TemplateResponse(request, "accounts/second_step.html", {"form": form})


@require_POST
@for_every_user
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the session."""
    actions.sign_out(request=request)
    return redirect("accounts:sign_in")


def _only_with_provider(view: type) -> object:
    inner = view.as_view()

    def page(request: HttpRequest) -> HttpResponse:
        return inner(request) if provider() else redirect("accounts:sign_in")

    return open_to_everyone(require_safe(page))


to_provider = _only_with_provider(ToProvider)
from_provider = _only_with_provider(FromProvider)


@require_safe
@open_to_everyone
def refused(request: HttpRequest) -> HttpResponse:
    """Say why someone who is known to the provider cannot come in here."""
    texts = {
        "organisation": _("Uw organisatie is hier niet bekend. Vraag de beheerder van Regiewijzer om haar toe te voegen."),
        "role": _("Uw account heeft geen rol in Regiewijzer. Vraag de beheerder van uw eigen organisatie om een rol."),
        "key": _(
            "Het antwoord van uw organisatie is ondertekend met een sleutel die zij niet bekendmaakt. Probeer het opnieuw."
            " Lukt het weer niet, vraag dan de beheerder van uw eigen organisatie om de sleutels van de inlogdienst na te kijken."
        ),
        "second_factor": _("Log bij uw eigen organisatie in met een tweede stap, bijvoorbeeld een code. Dat is hier nodig."),
    }
    other = _("Het inloggen via uw organisatie is niet gelukt. Probeer het opnieuw.")
    text = texts.get(why_refused(request), other)
    context = {"text": text, "sign_in": reverse("accounts:sign_in")}
    return TemplateResponse(request, "accounts/refused.html", context)
