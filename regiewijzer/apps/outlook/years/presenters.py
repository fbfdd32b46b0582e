"""The page of several years, in words, a chart and tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.service import care_forms
from regiewijzer.apps.outlook import words
from regiewijzer.apps.outlook.drawing import THOUSAND, band, has_course
from regiewijzer.figures.scope import Scope
from regiewijzer.figures.values import UNKNOWN, Value, ValueState, shown
from regiewijzer.pipeline.forecast_shown import Node
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.pipeline.forecast_years_shown import Year, years_by_form, years_by_municipality, years_of_node
from regiewijzer.web import charts
from regiewijzer.web.charts.placed import ChartView, placed
from regiewijzer.web.numbers import number

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row per year, form or municipality: heads, and rows with their name, code and texts."""

    heads: Texts
    rows: tuple[tuple[str, str, Texts], ...]


@dataclass(frozen=True, slots=True)
class YearsView:
    """Sentences, the chart, money and care per year, and the years per form of care and per municipality."""

    sentence: str
    budget: str
    people: str
    chart: ChartView | None
    money: Table
    care: Table
    forms: Table
    form_care: Table
    places: Table


def _room(one: Year) -> Value:
    """Return what the budget leaves; unknown or hidden as the expectation is."""
    if one.budget.number is None or one.total.number is None:
        return one.total if one.total.state is ValueState.HIDDEN else UNKNOWN
    return shown(round((one.budget.number - one.total.number) / THOUSAND) * THOUSAND)


def _outside(one: Year) -> Value:
    parts = [one.outside[name] for name in ("actual", "planned", "estimated")]
    return UNKNOWN if any(part.number is None for part in parts) else shown(sum(part.number or 0 for part in parts))


def _dash(value: Value, text: str) -> str:
    return "–" if value.state is ValueState.UNKNOWN else text


def _money(value: Value) -> str:
    return _dash(value, words.exact(value))


def _count(value: Value) -> str:
    return _dash(value, words.count(value))


def _money_row(one: Year) -> Texts:
    cost = (one.cost[name] for name in ("expected", "q100", "q900"))
    amounts = (*cost, _outside(one), one.total, one.budget)
    return (*map(_money, amounts), _dash(_room(one), words.moved(_room(one))), _dash(one.chance, words.chance(one.chance)))


def _money_heads() -> Texts:
    return (
        _("Gedeclareerde zorg"), _("80 % zeker vanaf"), _("80 % zeker tot"), _("Buiten de declaraties"), _("Samen"),
        _("Begroot"), _("Ruimte"), _("Kans op overschrijding"),
    )  # fmt: skip


def _care_row(one: Year) -> Texts:
    running = one.care["in_care"]
    flows = (one.care[name]["expected"] for name in ("starts", "stops"))
    return tuple(map(_count, (running["expected"], running["q100"], running["q900"], *flows)))


def _care_heads() -> Texts:
    return (
        _("Lopend eind december"), _("80 % zeker vanaf"), _("80 % zeker tot"), _("Begonnen"), _("Gestopt"),
    )  # fmt: skip


def _people(one: Year) -> str:
    return "–" if one.people is None else number(one.people)


def _money_table(found: Sequence[Year]) -> Table:
    rows = tuple((one.period, "", (*_money_row(one), _money(one.each))) for one in found)
    return Table((*_money_heads(), _("Per 10.000 jeugdigen")), rows)


def _care_table(found: Sequence[Year]) -> Table:
    rows = tuple((one.period, "", (*_care_row(one), _people(one))) for one in found)
    return Table((*_care_heads(), _("Jeugdigen onder 18")), rows)


def _ordered(found: Sequence[Year], names: Mapping[str, str], by: str) -> list[tuple[str, str, list[Year]]]:
    """Return the years per form or municipality by name, the dearest first; what costs and holds nothing is left out."""

    def code(one: Year) -> str:
        return (one.form if by == "form" else one.node.municipality) or ""

    groups = [(key, list(some)) for key, some in groupby(sorted(found, key=code), key=code)]
    told = [(key, some) for key, some in groups if any(_is_something(one) for one in some)]
    told.sort(key=lambda one: -(one[1][0].cost["expected"].number or 0))
    return [(names.get(key, key), key, some) for key, some in told]


def _is_something(one: Year) -> bool:
    values = (one.cost["expected"], one.care["in_care"]["expected"], one.care["starts"]["expected"])
    return any(value.number != 0 and value.state is not ValueState.UNKNOWN for value in values)


def _form_table(found: Sequence[Year], now: str) -> Table:
    """Return per form what is expected of this year against its budget, and what later years cost."""
    periods = sorted({one.period for one in found})
    rows = []
    for name, key, some in _ordered(found, care_forms(), "form"):
        this = next(one for one in some if one.period == now)
        later = tuple(_money(one.cost["expected"]) for one in some if one.period != now)
        rows.append((name, key, (*_money_row(this), *later)))
    return Table((*_money_heads(), *(_("Zorg %(year)s") % {"year": one} for one in periods if one != now)), tuple(rows))


def _form_care_table(found: Sequence[Year], now: str) -> Table:
    rows = []
    for name, key, some in _ordered(found, care_forms(), "form"):
        this, last = next(one for one in some if one.period == now), some[-1]
        running = last.care["in_care"]["expected"]
        rows.append((name, key, (*_care_row(this), _count(this.places), _count(this.hours), _count(running))))
    last_year = max((one.period for one in found), default=now)
    heads = (*_care_heads(), _("Plaatsen in gebruik"), _("Uren in het jaar"), _("Lopend eind %(year)s") % {"year": last_year})
    return Table(heads, tuple(rows))


def _place_table(found: Sequence[Year], names: Mapping[str, str]) -> Table:
    periods = sorted({one.period for one in found})
    rows = tuple(
        (name, key, tuple(text for one in some for text in (_money(one.total), _dash(_room(one), words.moved(_room(one))))))
        for name, key, some in _ordered(found, names, "municipality")
    )
    heads = tuple(text for one in periods for text in (one, _("Ruimte %(year)s") % {"year": one}))
    return Table(heads, rows)


def _sentence(found: Sequence[Year], place: str) -> str:
    last = found[-1]
    if last.cost["expected"].number is None:
        return _("Wat %(place)s de komende jaren kost is niet te zeggen.") % {"place": place}
    said = {
        "place": place,
        "year": last.period,
        "amount": words.amount(last.cost["expected"]),
        "first": found[0].period,
        "now": words.amount(found[0].cost["expected"]),
        "low": words.amount(last.cost["q100"]),
        "high": words.amount(last.cost["q900"]),
    }
    if last.cost["q100"].number is None:
        plain = _(
            "De gedeclareerde zorg van %(place)s gaat naar verwachting van %(now)s in %(first)s naar %(amount)s in %(year)s."
        )
        return plain % said
    return (
        _(
            "De gedeclareerde zorg van %(place)s gaat naar verwachting van %(now)s in %(first)s naar %(amount)s in %(year)s, met "
            "80 %% zekerheid tussen %(low)s en %(high)s."
        )
        % said
    )


def _budget(found: Sequence[Year]) -> str:
    """Say in which years the budget is short, by the middle of what is expected."""
    known = [one for one in found if _room(one).number is not None]
    if not known:
        return _("Er is geen begroting aangeleverd: er is dus niets om de verwachting naast te leggen.")
    short = [one for one in known if (_room(one).number or 0) < 0]
    without = [one.period for one in found if one.budget.number is None]
    said = _("Van %(years)s is nog geen begroting aangeleverd.") % {"years": ", ".join(without)} if without else ""
    told = ", ".join(f"{one.period} ({words.moved(_room(one))})" for one in short)
    fits = _("Met wat buiten de declaraties wordt betaald past de verwachting in elk begroot jaar.")
    lacks = _("Met wat buiten de declaraties wordt betaald is de begroting te klein in %(years)s.") % {"years": told}
    return f"{lacks if short else fits} {said}".strip()


def _ageing(found: Sequence[Year]) -> str:
    first, last = found[0], found[-1]
    if first.people is None or last.people is None:
        return _("Er is geen bevolking aangeleverd: het aantal jeugdigen is gelijk gehouden.")
    said = {"first": number(first.people), "last": number(last.people), "from": first.period, "to": last.period}
    if last.basis == "projection":
        projected = _(
            "Het aantal jeugdigen onder 18 gaat van %(first)s (%(from)s) naar %(last)s (%(to)s), volgens de aangeleverde "
            "prognose."
        )
        return projected % said
    return (
        _(
            "Het aantal jeugdigen onder 18 gaat van %(first)s (%(from)s) naar %(last)s (%(to)s). Er is geen bevolkingsprognose "
            "aangeleverd: wie er nu woont wordt elk jaar een jaar ouder, met verhuizen en geboorten zoals in de laatste jaren."
        )
        % said
    )


def _chart(found: Sequence[Year]) -> ChartView | None:
    """Return the years with their intervals, and the budget less what is outside the claims."""
    days = [date(int(one.period), 1, 1) for one in found]

    def point(day: date, value: Value) -> charts.Point:
        return charts.Point(day, None if value.number is None else value.number / THOUSAND, words.exact(value))

    lines = [
        charts.Line(_("verwacht"), tuple(point(day, one.total) for day, one in zip(days, found, strict=True))),
        charts.Line(_("begroot"), tuple(point(day, one.budget) for day, one in zip(days, found, strict=True)), reference=True),
    ]
    if not has_course(lines):
        return None
    bands = [
        band([(day, _with(one, low), _with(one, high)) for day, one in zip(days, found, strict=True)])
        for low, high in (("q025", "q975"), ("q100", "q900"))
    ]
    chart = charts.Chart(
        tuple(lines),
        value_title=_("Bedrag"),
        month_title=_("Jaar"),
        line_title=_("Reeks"),
        provisional_name=_("nog niet alles bekend"),
        bands=tuple(bands),
        step=12,
        axis_format="%Y",
        tooltip_format="%Y",
        from_nought=False,
    )
    alternative = _(
        "Lijngrafiek van wat per jaar aan jeugdzorg wordt verwacht, met banden van 80 en 95 procent zekerheid, naast de "
        "begroting. Dezelfde gegevens staan in de tabel."
    )
    return placed(
        chart,
        element_id="meerjaren",
        title=_("Verwacht en begroot per jaar"),
        subtitle=_("duizenden euro’s, met wat buiten de declaraties wordt betaald; de as begint niet bij nul"),
        alternative=alternative,
    )


def _with(one: Year, name: str) -> Value:
    """Return a limit of the claims with the money outside them."""
    outside, limit = _outside(one).number, one.cost[name].number
    return UNKNOWN if outside is None or limit is None else shown(limit + outside)


def years_view(run: Run, node: Node, scope: Scope, names: Mapping[str, str]) -> YearsView | None:
    """Return the years of a region or municipality; None of a forecast from before they were kept. OutsideScope."""
    found = years_of_node(run, node, scope)
    if not found:
        return None
    forms, now = years_by_form(run, node, scope), found[0].period
    place = names.get(node.municipality, node.municipality) if node.municipality else _("de hele regio")
    return YearsView(
        _sentence(found, place),
        _budget(found),
        _ageing(found),
        _chart(found),
        _money_table(found),
        _care_table(found),
        _form_table(forms, now),
        _form_care_table(forms, now),
        _place_table([] if node.municipality else years_by_municipality(run, scope), names),
    )
