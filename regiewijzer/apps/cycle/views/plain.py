"""Thinking along without an account: pages in plain language for parents and young people."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from regiewijzer.apps.cycle import queries
from regiewijzer.apps.cycle.actions import voices
from regiewijzer.apps.cycle.actions.keeping import NotNow
from regiewijzer.apps.cycle.models import Contribution
from regiewijzer.apps.cycle.models.interpretation import Says, Voice
from regiewijzer.web.access import open_to_everyone

MOST_AN_HOUR = 60  # of all visitors together: more at once is no conversation
_AGES = [("16", gettext_lazy("Ik ben 16 jaar of ouder")), ("jong", gettext_lazy("Ik ben jonger dan 16"))]


class PlainForm(forms.Form):
    """What a visitor says, in plain words."""

    wie = forms.ChoiceField(
        label=gettext_lazy("Wie bent u?"),
        choices=[
            (Voice.CLIENT.value, gettext_lazy("Ik krijg of kreeg zelf jeugdhulp")),
            (Voice.PARENT.value, gettext_lazy("Ik ben ouder of verzorger")),
            (Voice.PROFESSIONAL.value, gettext_lazy("Ik werk met jongeren")),
        ],
    )
    tekst = forms.CharField(
        label=gettext_lazy("Wat wilt u ons vertellen?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Noem geen namen van kinderen. Vertel niet wie u bent; dat hoeven we niet te weten."),
    )
    leeftijd = forms.ChoiceField(label=gettext_lazy("Hoe oud bent u?"), choices=_AGES)
    ouder_weet_het = forms.BooleanField(
        label=gettext_lazy(
            "Ben je jonger dan 16? Dan moet je vader, moeder of verzorger het goed vinden. Zet hier een vinkje als dat zo is."
        ),
        required=False,
    )
    akkoord = forms.BooleanField(label=gettext_lazy("U mag mijn tekst laten lezen aan anderen die meedenken."))
    website = forms.CharField(required=False, widget=forms.HiddenInput)  # people do not see it; programs fill it in

    def clean(self) -> dict[str, Any]:
        """Ask for the consent of a parent of who is younger than sixteen (UAVG, article 5)."""
        data = super().clean() or {}
        if data.get("leeftijd") == "jong" and not data.get("ouder_weet_het"):
            self.add_error("ouder_weet_het", _("Vraag eerst of je vader, moeder of verzorger het goed vindt."))
        return data


class SecretForm(forms.Form):
    """The code with which a visitor takes a text back."""

    code = forms.CharField(label=gettext_lazy("Uw code"), max_length=60)


@open_to_everyone
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """List the questions that everyone may think along with."""
    return TemplateResponse(request, "cycle/plain.html", {"questions": queries.public_interpretations()})


def _is_busy() -> bool:
    hour_ago = timezone.now() - timedelta(hours=1)
    return Contribution.objects.filter(writer="", written_at__gte=hour_ago).count() >= MOST_AN_HOUR


@open_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
def speak(request: HttpRequest, item_id: int) -> HttpResponse:
    """Say something about a question."""
    question = queries.public_interpretations().filter(pk=item_id).first()
    if question is None:
        raise Http404
    form = PlainForm(request.POST or None)
    if form.is_valid() and form.cleaned_data["website"]:
        return TemplateResponse(request, "cycle/plain_thanks.html", {"question": question, "secret": ""})
    if form.is_valid() and _is_busy():
        form.add_error(None, _("Er denken op dit moment veel mensen mee. Probeer het over een uur nog eens."))
    if form.is_valid():
        data = form.cleaned_data
        try:
            _said, secret = voices.contribute(interpretation=question, voice=data["wie"], says=Says.TELLS, text=data["tekst"])
        except NotNow:
            raise Http404 from None
        return TemplateResponse(request, "cycle/plain_thanks.html", {"question": question, "secret": secret})
    context = {"question": question, "form": form}
    return TemplateResponse(request, "cycle/plain_speak.html", context, status=422 if form.is_bound else 200)


@open_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest) -> HttpResponse:
    """Take back what a visitor said, with the code of then."""
    form = SecretForm(request.POST or None)
    if form.is_valid():
        found = voices.of_secret(form.cleaned_data["code"].strip())
        if found is not None:
            voices.take_back(contribution=found, by=voices.VISITOR)
            return TemplateResponse(request, "cycle/plain_removed.html", {})
        form.add_error("code", _("Wij kennen deze code niet, of uw tekst is al weg."))
    return TemplateResponse(request, "cycle/plain_take_back.html", {"form": form}, status=422 if form.is_bound else 200)
