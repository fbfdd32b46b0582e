"""Forms: what one does with a group, whom one asks in, and which groups are listed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.findings.models import LONGEST
from regiewijzer.apps.findings.states import TRANSITIONS, Step
from regiewijzer.apps.findings.terms import LONGEST_WAIVER

_END = _("Vul in tot en met welke dag de ontheffing geldt: vandaag of later, en ten hoogste een jaar. Zonder einde kan zij niet.")


class StepForm(forms.Form):
    """One step with its text. `versie` is that of the group when the page was made."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    stap = forms.ChoiceField(label=_("Wat wilt u doen?"))
    tekst = forms.CharField(
        label=_("Reden of reactie"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("De eigenaar en de serviceorganisatie lezen dit allebei. Noem geen kinderen of ouders."),
    )
    tot_en_met = forms.DateField(
        label=_("Ontheffing tot en met"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Alleen bij een ontheffing. Daarna vervalt zij vanzelf en wacht de bevinding weer op u."),
    )

    def __init__(self, steps: Sequence[Step], today: date, data: Any = None, **said: Any) -> None:
        super().__init__(data, auto_id="stap_%s", **said)
        self._today = today
        self.offer(steps)
        if not any(step is not Step.SAY and TRANSITIONS[step].needs_end for step in steps):
            del self.fields["tot_en_met"]

    def offer(self, steps: Sequence[Step]) -> None:
        """Let the page show these steps."""
        self.fields["stap"].choices = [(step.value, step.label) for step in steps]

    def clean(self) -> dict[str, Any]:
        """Refuse a waiver without an end, or with one that is past or too far away."""
        said = super().clean() or {}
        if self.step and self.step is not Step.SAY and TRANSITIONS[self.step].needs_end:
            until = said.get("tot_en_met")
            if until is None or not self._today <= until <= self._today + LONGEST_WAIVER:
                self.add_error("tot_en_met", forms.ValidationError(_END, code="no_end"))
        return said

    @property
    def step(self) -> Step | None:
        """What was chosen."""
        chosen = self.cleaned_data.get("stap")
        return Step(chosen) if chosen else None


class InvolveForm(forms.Form):
    """Which organisation of the other side is asked into the conversation."""

    organisatie = forms.ChoiceField(label=_("Betrek de andere kant"))

    def __init__(self, choices: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data, auto_id="betrek_%s")
        self.fields["organisatie"].choices = choices


class ListForm(forms.Form):
    """Which groups are listed, and in which order."""

    stand = forms.ChoiceField(
        label=_("Stand"),
        required=False,
        choices=(
            ("wacht", _("wacht op herstel of antwoord")),
            ("te_laat", _("termijn voorbij")),
            ("beantwoord", _("beantwoord")),
            ("ontheffing", _("met ontheffing")),
            ("hersteld", _("hersteld")),
            ("alles", _("alles")),
        ),
    )
    regel = forms.ChoiceField(label=_("Regel"), required=False)
    eigenaar = forms.ChoiceField(label=_("Eigenaar"), required=False)
    volgorde = forms.ChoiceField(
        label=_("Wat komt eerst?"),
        required=False,
        choices=(("euro", _("meeste euro's")), ("termijn", _("kortste termijn")), ("aantal", _("meeste bevindingen"))),
    )

    def __init__(self, rules: Sequence[tuple[str, str]], owners: Sequence[tuple[str, str]], data: Any) -> None:
        super().__init__(data, auto_id="lijst_%s")
        self.fields["regel"].choices = [("", _("alle regels")), *rules]
        if owners:
            self.fields["eigenaar"].choices = [("", _("alle eigenaren")), *owners]
        else:
            del self.fields["eigenaar"]
