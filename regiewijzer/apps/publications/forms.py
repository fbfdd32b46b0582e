"""Forms to begin an edition, to change its texts, and to withdraw it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.monitor.service import Published
from regiewijzer.apps.publications.models import LONGEST, Edition, EditionFigure
from regiewijzer.apps.publications.states import FREQUENCIES, Audience
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.web.numbers import full_date

MOST = 12
BREAKDOWNS = (("municipality", _("per gemeente")), ("care_form", _("per zorgvorm")), ("age", _("per leeftijd")))
PLAIN = _("Schrijf zo dat iedereen het begrijpt: korte zinnen, geen vaktaal. Noem geen kinderen of ouders.")


def _title(indicator: Indicator) -> str:
    return indicator.title.in_language(get_language() or "nl")


class TextsForm(forms.Form):
    """Title and summary; of a correction also what was wrong."""

    title = forms.CharField(label=_("Titel"), max_length=150)
    summary = forms.CharField(label=_("Inleiding"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}), help_text=PLAIN)
    wrong = forms.CharField(
        label=_("Wat was er fout?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dit staat straks bovenaan beide edities: de oude en de nieuwe."),
    )

    def __init__(self, *args: Any, corrects: Edition | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if corrects is None:
            del self.fields["wrong"]


class EditionForm(TextsForm):
    """What a new edition holds. `cleaned_data["wanted"]` is the list of figures: indicator and dimension."""

    audience = forms.ChoiceField(label=_("Voor wie"), choices=Audience.choices)
    moment = forms.ChoiceField(
        label=_("Cijfers zoals bekend op"), help_text=_("Alleen peilmomenten die zijn gepubliceerd staan in de lijst.")
    )
    frequency = forms.ChoiceField(label=_("Hoe vaak verschijnt zo’n editie"), choices=FREQUENCIES)
    indicators = forms.MultipleChoiceField(
        label=_("Welke vragen"), widget=forms.CheckboxSelectMultiple, help_text=_("Kies er hoogstens twaalf.")
    )
    breakdowns = forms.MultipleChoiceField(
        label=_("Ook uitgesplitst"), choices=BREAKDOWNS, required=False, widget=forms.CheckboxSelectMultiple
    )

    field_order = ("wrong", "title", "summary", "audience", "moment", "frequency", "indicators", "breakdowns")

    def __init__(self, *args: Any, moments: Sequence[Published], corrects: Edition | None = None, **kwargs: Any) -> None:
        super().__init__(*args, corrects=corrects, **kwargs)
        self.moments = {one.day.isoformat(): one for one in moments}
        self.fields["moment"].choices = [(key, full_date(one.day)) for key, one in self.moments.items()]
        self.fields["indicators"].choices = sorted(
            ((one.id, _title(one)) for one in load_indicators().values()), key=lambda pair: pair[1]
        )
        if corrects is not None:
            del self.fields["audience"]

    def clean_indicators(self) -> list[str]:
        """Return the questions; more than a dozen is no edition but a list."""
        chosen: list[str] = self.cleaned_data["indicators"]
        if len(chosen) > MOST:
            raise forms.ValidationError(_("Kies er hoogstens twaalf."))
        return chosen

    def published(self) -> Published:
        """Return the chosen moment."""
        return self.moments[self.cleaned_data["moment"]]

    def wanted(self) -> list[tuple[str, str]]:
        """Return the figures: of each question the whole region, and the breakdowns that it knows."""
        known = load_indicators()

        def figures() -> Iterator[tuple[str, str]]:
            for one in self.cleaned_data["indicators"]:
                yield one, ""
                yield from ((one, by) for by in self.cleaned_data["breakdowns"] if by in known[one].dimensions)

        return list(figures())


class DraftTextsForm(TextsForm):
    """The texts of a draft, with an explanation per question."""

    def __init__(self, *args: Any, edition: Edition, figures: Sequence[EditionFigure], **kwargs: Any) -> None:
        initial = {"title": edition.title, "summary": edition.summary, "wrong": edition.wrong}
        initial |= {f"explanation-{one.key}": one.explanation for one in figures}
        super().__init__(*args, initial=initial, corrects=edition.corrects, **kwargs)
        known = load_indicators()
        for one in figures:
            if not one.breakdown:
                self.fields[f"explanation-{one.key}"] = forms.CharField(
                    label=_title(known[one.indicator_id]) if one.indicator_id in known else one.indicator_id,
                    required=False,
                    max_length=LONGEST,
                    widget=forms.Textarea(attrs={"rows": 3}),
                    help_text=one.answer_nl,
                )

    def explanations(self) -> dict[str, str]:
        """Return the explanation per figure."""
        return {
            name.removeprefix("explanation-"): text for name, text in self.cleaned_data.items() if name.startswith("explanation-")
        }


class WithdrawForm(forms.Form):
    """Why an edition is withdrawn: readers who come by its address see it."""

    because = forms.CharField(
        label=_("Waarom wordt deze editie ingetrokken?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wie het adres opent leest dit. De cijfers zijn dan niet meer te zien."),
    )
