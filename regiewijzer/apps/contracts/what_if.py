"""What if a cap moves, or care shifts to another provider: a question of its own, kept nowhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.contracts import rooms as words
from regiewijzer.contracting.spending import Cap, exhaustion, with_more
from regiewijzer.figures.scope import Scope
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.spending import Key, Room, exact_course, next_month_of, shown_again
from regiewijzer.web.numbers import euros

MOST = Decimal(1_000_000_000)


def _euros(label: Any, help_text: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        required=False,
        localize=True,
        decimal_places=2,
        min_value=-MOST,
        max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


class WhatIfForm(forms.Form):
    """How much the cap moves, and how much care of the rest of the year goes where."""

    plafond = _euros(_("Plafond erbij (min: eraf), in euro"), _("Bijvoorbeeld 50000 of -20000."))
    zorg = _euros(_("Zorg die naar de andere aanbieder gaat, in euro"), _("Van wat dit jaar nog te leveren is."))
    naar = forms.ChoiceField(label=_("Andere aanbieder"), required=False)

    def __init__(self, data: Any, others: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="wat_als_%s")
        self.fields["naar"].choices = [("", _("niemand van deze lijst")), *others]

    @property
    def cents(self) -> tuple[int, int]:
        """The change of the cap and the care that moves, in cents."""
        cap, care = (int((self.cleaned_data.get(name) or 0) * 100) for name in ("plafond", "zorg"))
        return cap, care


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of it for one cap: whose, the cap, what the year comes to, when it runs out, with what chance."""

    name: str
    cap: str
    expected: str
    runs_out: str
    chance: str


def outcomes(
    home: Home, run: Run, room: Room, caps: Mapping[Key, Cap], form: WhatIfForm, scope: Scope, names: Mapping[str, str]
) -> list[Outcome]:
    """Return what comes of a question for the cap itself, and for the other provider when care goes there."""
    more_cap, care = form.cents
    if room.cap is None or room.is_hidden:
        return []
    key = (room.provider, room.municipality)
    found = [_outcome(home, run, key, room.cap.total + more_cap, -care, scope, names)]
    other = (form.cleaned_data["naar"], room.municipality)
    if care and other in caps:
        found.append(_outcome(home, run, other, caps[other].total, care, scope, names))
    return found


def _outcome(home: Home, run: Run, key: Key, cap: int, more: int, scope: Scope, names: Mapping[str, str]) -> Outcome:
    parts, course = with_more(*exact_course(home, run, key), more, next_month_of(run))
    expected = shown_again(home, run, key, parts.expected, scope)
    told = exhaustion(course, cap) if expected.number is not None else None
    return Outcome(
        names.get(key[0], key[0]),
        euros(cap),
        words.amount(expected),
        words.runs_out_in_words(told),
        words.chance_in_words(told.chance if told else None),
    )
