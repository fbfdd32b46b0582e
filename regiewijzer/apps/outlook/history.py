"""How good earlier forecasts were: each vintage against what came true, per year, and the old way of counting beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regiewijzer.apps.outlook import words
from regiewijzer.apps.outlook.drawing import history_chart
from regiewijzer.pipeline.forecast_shown import Earlier
from regiewijzer.web.charts.placed import ChartView
from regiewijzer.web.numbers import month, percent, short_month

NOMINAL = 0.8


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One vintage: what it expected, what it became, how far off, and whether the interval held it."""

    vintage: str
    texts: tuple[str, ...]
    inside: str


@dataclass(frozen=True, slots=True)
class PastYear:
    """One year with its vintages."""

    year: int
    chart: ChartView | None
    rows: tuple[HistoryRow, ...]


@dataclass(frozen=True, slots=True)
class HistoryView:
    """How good we were: a sentence, what the old way would have done, and the years, the newest first."""

    sentence: str
    beside: str
    held: str
    years: tuple[PastYear, ...]


def _off(one: Earlier, name: str = "forecast") -> float | None:
    said, came = one[name].number, one["truth"].number
    return None if said is None or not came else said / came - 1


def _signed(share: float | None) -> str:
    if share is None:
        return "–"
    return f"+{percent(share)}" if share > 0 else percent(share)


def _held(one: Earlier) -> bool | None:
    low, high, came = one["q100"].number, one["q900"].number, one["truth"].number
    return None if low is None or high is None or came is None else low <= came <= high


def _row(one: Earlier) -> HistoryRow:
    held = _held(one)
    texts = (words.exact(one["forecast"]), words.exact(one["q100"]), words.exact(one["q900"]), words.exact(one["truth"]))
    texts += (_signed(_off(one)), _signed(_off(one, "practice")))
    return HistoryRow(short_month(one.vintage), texts, "–" if held is None else _("ja") if held else _("nee"))


def _mean(found: Sequence[float | None]) -> float | None:
    known = [abs(one) for one in found if one is not None]
    return sum(known) / len(known) if known else None


def _sentence(seen: Sequence[Earlier]) -> str:
    mean = _mean([_off(one) for one in seen])
    if mean is None:
        return _("Er is nog geen jaar voorbij waarvan eerder een verwachting was die u mag zien.")
    said = {"mean": percent(mean), "first": month(seen[0].vintage), "last": month(seen[-1].vintage), "count": len(seen)}
    return (
        _(
            "De verwachting voor een heel jaar zat er gemiddeld %(mean)s naast, over %(count)s standen van %(first)s tot en met "
            "%(last)s."
        )
        % said
    )


def _beside(seen: Sequence[Earlier]) -> str:
    """Compare with the practice, over the vintages of which both are known."""
    both = [one for one in seen if _off(one) is not None and _off(one, "practice") is not None]
    own, practice = _mean([_off(one) for one in both]), _mean([_off(one, "practice") for one in both])
    if own is None or practice is None:
        return ""
    said = {"own": percent(own), "practice": percent(practice), "count": len(both)}
    return (
        _(
            "De gebruikelijke rekenwijze (wat vorig jaar per toegewezen euro werd gedeclareerd, maal wat nu is toegewezen) zat "
            "er op dezelfde %(count)s standen %(practice)s naast, deze verwachting %(own)s."
        )
        % said
    )


def _held_sentence(seen: Sequence[Earlier]) -> str:
    known = [held for one in seen if (held := _held(one)) is not None]
    if not known:
        return ""
    said = {"held": sum(known), "count": len(known), "expected": round(NOMINAL * len(known))}
    return (
        ngettext(
            "In %(held)s van %(count)s stand lag de uitkomst binnen de band van 80 %%.",
            "In %(held)s van %(count)s standen lag de uitkomst binnen de band van 80 %%; ongeveer %(expected)s is wat die band "
            "belooft. Standen van één jaar lijken op elkaar: een paar jaar bewijst dus weinig.",
            len(known),
        )
        % said
    )


def history_view(seen: Sequence[Earlier]) -> HistoryView:
    """Return how good earlier forecasts of a node were."""
    years = [(year, list(group)) for year, group in groupby(seen, key=lambda one: one.vintage.year)]
    return HistoryView(
        _sentence(seen),
        _beside(seen),
        _held_sentence(seen),
        tuple(PastYear(year, history_chart(of, year), tuple(map(_row, of))) for year, of in reversed(years)),
    )
