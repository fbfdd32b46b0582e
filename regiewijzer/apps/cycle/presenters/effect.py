"""An expected effect, and what came of it, in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from regiewijzer.apps.cycle.models import Expectation, Mirror
from regiewijzer.apps.cycle.models.effect import Direction
from regiewijzer.apps.monitor.service import Written, said, written_as
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Indicator, Outcome, Unit
from regiewijzer.indicators.effects import Claim, Effect

_HUNDRED = 100
_FEW = 10


@dataclass(frozen=True, slots=True)
class Place:
    """One place of which the outcome stands beside what was expected."""

    name: str
    when: str
    actual: str
    expected: str
    between: str
    claim: str


@dataclass(frozen=True, slots=True)
class EffectView:
    """What was meant, and what came: sentences, a row per place, and the comparison with others."""

    about: str
    indicator_id: str
    meant: str
    places: tuple[Place, ...]
    compared: str
    caution: str
    has_baseline: bool


def percent_of(expectation: Expectation) -> float:
    """Return the size as people write it: of a share in percentage points."""
    outcome = _outcome(expectation)
    is_share = outcome is not None and outcome[1].unit is Unit.SHARE
    return float(expectation.size * _HUNDRED if is_share else expectation.size)


def _outcome(expectation: Expectation) -> tuple[Indicator, Outcome] | None:
    indicator = load_indicators().get(expectation.indicator_id)
    return (indicator, indicator.outcome(expectation.outcome)) if indicator else None


def _claims() -> Mapping[Claim, str]:
    return {
        Claim.REACHED: _("Beter dan zonder de actie was verwacht, en minstens zoveel als bedoeld."),
        Claim.PARTLY: _("Beter dan zonder de actie was verwacht, maar minder dan bedoeld."),
        Claim.NOT: _(
            "Minder dan bedoeld; of er iets veranderde is niet te onderscheiden van toeval, of het ging de andere kant op."
        ),
        Claim.UNKNOWN: _("Niet te zeggen: wat bedoeld was en minder dan dat passen beide binnen de onzekerheid."),
    }


def _place(one: Mapping[str, Any], meant: float, written: Written, names: Mapping[str, str]) -> Place:
    claim = Effect(**one["effect"]).claim(meant)
    between = _("%(low)s tot %(high)s") % {"low": written.number(one["low"]), "high": written.number(one["high"])}
    return Place(
        names.get(one["place"], one["place"]) or _("Hele regio"),
        written.label(date.fromisoformat(one["period"])),
        written.number(one["actual"]),
        written.number(one["expected"]),
        between,
        _claims()[claim],
    )


def _meant(expectation: Expectation, written: Written, names: Mapping[str, str]) -> str:
    where = ", ".join(names.get(one, one) for one in expectation.municipalities) or _("de hele regio")
    text = (
        _("In %(where)s op %(day)s minstens %(size)s lager dan zonder de actie zou zijn.")
        if expectation.direction == Direction.DOWN
        else _("In %(where)s op %(day)s minstens %(size)s hoger dan zonder de actie zou zijn.")
    )
    return text % {"where": where, "day": f"{expectation.look_on:%d-%m-%Y}", "size": written.number(expectation.size)}


def _compared(told: Mapping[str, Any] | None, meant: float, written: Written) -> str:
    if not told:
        return ""
    if told["effect"] is None:
        return _(
            "Een vergelijking met gemeenten die niet meededen kan niet: daarvoor zijn er te weinig met een zichtbaar cijfer."
        )
    effect = Effect(**told["effect"])
    text = _(
        "Wie meedeed (%(mine)s) veranderde %(size)s meer in de bedoelde richting dan wie niet meedeed (%(others)s); met 80 %% "
        "zekerheid tussen %(low)s en %(high)s. %(claim)s"
    )
    numbers = {name: written.number(getattr(effect, name)) for name in ("size", "low", "high")}
    return text % {**numbers, "mine": told["took_part"], "others": told["others"], "claim": _claims()[effect.claim(meant)]}


def _caution(told: Mapping[str, Any] | None) -> str:
    if not told or told["took_part"] + told["others"] > _FEW * 2:
        return ""
    return _(
        "Met zo weinig gemeenten bewijst een vergelijking weinig: gemeenten verschillen ook in andere dingen dan deze actie, en "
        "wie meedoet is niet door loting bepaald."
    )


def effect_view(expectation: Expectation, mirror: Mirror | None, names: Mapping[str, str]) -> EffectView | None:
    """Return an expected effect and, where it was mirrored, what came of it; None when the indicator is gone."""
    found = _outcome(expectation)
    if found is None:
        return None
    indicator, outcome = found
    written = written_as(indicator, outcome)
    told = mirror.found if mirror else {}
    compared = told.get("compared")
    return EffectView(
        about=f"{said(indicator.title)} ({said(outcome.label)})",
        indicator_id=indicator.id,
        meant=_meant(expectation, written, names),
        places=tuple(_place(one, expectation.size, written, names) for one in told.get("places", ())),
        compared=_compared(compared, expectation.size, written),
        caution=_caution(compared),
        has_baseline=bool(expectation.baseline),
    )
