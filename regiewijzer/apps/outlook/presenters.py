"""The page of a forecast: the answer first, then where it comes from and where it may still go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.outlook import words
from regiewijzer.apps.outlook.budget import RoomView, room_view
from regiewijzer.apps.outlook.care import CareView, care_view
from regiewijzer.apps.outlook.drawing import months_chart, over_time_chart
from regiewijzer.apps.outlook.naming import mover_sentences, silent_sentences
from regiewijzer.figures.scope import Scope
from regiewijzer.figures.values import Value, shown
from regiewijzer.pipeline.forecast_population import people_in, per_young_people
from regiewijzer.pipeline.forecast_room import rooms_of
from regiewijzer.pipeline.forecast_shown import Line, Node, changes, lines, lines_by, over_time
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.web.charts.placed import ChartView
from regiewijzer.web.numbers import month


@dataclass(frozen=True, slots=True)
class Key:
    """A number beside the answer."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its name, its texts, its explanation, its address."""

    name: str
    values: tuple[str, ...]
    note: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class ForecastView:
    """What the page shows of one node."""

    sentence: str
    explanation: str
    keys: tuple[Key, ...]
    chart: ChartView | None
    months: tuple[Row, ...]
    parts: tuple[Row, ...]
    steerable: str
    moved: tuple[Row, ...]
    moved_sentence: str
    movers: tuple[str, ...]
    silent: tuple[str, ...]
    over_time: ChartView | None
    municipalities: tuple[Row, ...]
    products: tuple[Row, ...]
    room: RoomView | None
    care: CareView | None


Names = Mapping[str, str]


def _year(found: Sequence[Line], year: int) -> Line | None:
    return next((one for one in found if one.period == str(year)), None)


def _of_whom(node: Node, municipalities: Names, products: Names) -> str:
    place = municipalities.get(node.municipality or "", node.municipality) if node.municipality else _("de hele regio")
    if node.product is None:
        return _("de gedeclareerde zorg van %(place)s") % {"place": place}
    product = products.get(node.product, node.product)
    return _("de gedeclareerde zorg “%(product)s” van %(place)s") % {"product": product, "place": place}


def _sentence(line: Line | None, year: int, what: str) -> str:
    if line is None or line["expected"].number is None:
        state = _("te weinig bekend om iets te verwachten") if line is None else _("het bedrag afgeschermd")
        return _("Voor %(what)s in %(year)s is %(state)s.") % {"what": what, "year": year, "state": state}
    said = {"what": what, "year": year, "amount": words.amount(line["expected"]), "between": words.between(line)}
    if not said["between"]:
        return _("In %(year)s komt %(what)s naar verwachting uit op %(amount)s.") % said
    return _("In %(year)s komt %(what)s naar verwachting uit op %(amount)s; met 80 %% zekerheid %(between)s.") % said


def _keys(this: Line | None, following: Line | None, moved: Mapping[str, Value], people: int | None) -> tuple[Key, ...]:
    found = []
    if this is not None:
        found.append(Key(_("Al gedeclareerd in %(year)s") % {"year": this.period}, words.amount(this["reported"])))
    if following is not None:
        name = _("Verwacht in %(year)s") % {"year": following.period}
        found.append(Key(name, words.amount(following["expected"]), words.between(following)))
    if this is not None and (each := per_young_people(this["expected"], people)).number is not None:
        found.append(Key(_("Per 10.000 jeugdigen in %(year)s") % {"year": this.period}, words.exact(each)))
    if total := _total(moved):
        found.append(Key(_("Sinds een maand eerder"), total))
    return tuple(found)


def _total(moved: Mapping[str, Value]) -> str:
    numbers = [value.number for value in moved.values()]
    if not numbers or any(number is None for number in numbers):
        return ""
    total = round(sum(number for number in numbers if number is not None) / 100_000) * 100_000
    return words.moved(shown(total))


def _moved_sentence(moved: Mapping[str, Value], year: int) -> str:
    """Say in one sentence what moved the year most up and most down."""
    known = [(name, value.number) for name, value in moved.items() if value.number]
    if not known:
        return ""
    names = words.causes()
    name, number = max(known, key=lambda one: abs(one[1]))
    said = {"year": year, "cause": names[name][0].lower(), "amount": words.moved(moved[name])}
    against = [one for one in known if (one[1] > 0) != (number > 0)]
    if not against:
        return _("De verwachting voor %(year)s veranderde het meest door: %(cause)s (%(amount)s).") % said
    other = max(against, key=lambda one: abs(one[1]))[0]
    said |= {"other": names[other][0].lower(), "back": words.moved(moved[other])}
    return (
        _(
            "De verwachting voor %(year)s veranderde het meest door: %(cause)s (%(amount)s). De andere kant op werkte: "
            "%(other)s (%(back)s)."
        )
        % said
    )


def _each(line: Line, people: int | None) -> str:
    return words.exact(per_young_people(line["expected"], people)) if people else "–"


_YEAR_COLUMNS = ("expected", "q100", "q900", "reported")


def _years(
    found: Sequence[Line], year: int, dimension: str, names: Names, people: Mapping[str | None, int | None]
) -> tuple[Row, ...]:
    chosen = [one for one in found if one.period == str(year)]
    largest = sorted(chosen, key=lambda one: -(one["expected"].number or 0))
    return tuple(
        Row(
            names.get(code := getattr(one.node, dimension), code or _("categorie onbekend")),
            (*(words.exact(one[name]) for name in _YEAR_COLUMNS), _each(one, people.get(code))),
            code=code,
        )
        for one in largest
    )


_MONTH_COLUMNS = ("expected", "q100", "q900", "q025", "q975", "reported", "raw")


def _months(found: Sequence[Line]) -> tuple[Row, ...]:
    return tuple(
        Row(words.period_in_words(one.period), tuple(words.exact(one[name]) for name in _MONTH_COLUMNS)) for one in found
    )


def _parts(line: Line | None) -> tuple[Row, ...]:
    if line is None:
        return ()
    return tuple(Row(name, (words.exact(line[part]),), note) for part, (name, note) in words.parts().items())


_FIXED = ("reported", "bf", "open", "late")


def _steerable(line: Line | None, year: int) -> str:
    """Say what of the year is fixed, and what may still be decided; nothing where a part is hidden."""
    if line is None or any(line[name].number is None for name in (*_FIXED, "inflow")):
        return ""
    fixed = sum(line[name].number or 0 for name in _FIXED)
    said = {"year": year, "fixed": words.amount(shown(fixed)), "open": words.amount(line["inflow"])}
    return (
        _(
            "Van %(year)s ligt %(fixed)s al vast: gedeclareerd, geleverd of lopend. Te sturen valt nog op wat dit jaar begint: "
            "%(open)s, en op hoe lang lopende zorg duurt."
        )
        % said
    )


def _causes(moved: Mapping[str, Value]) -> tuple[Row, ...]:
    names = words.causes()
    return tuple(Row(names[step][0], (words.moved(value),), names[step][1]) for step, value in moved.items())


def forecast_view(run: Run, node: Node, scope: Scope, municipalities: Names, products: Names) -> ForecastView:
    """Return the page of a node; OutsideScope when it is not the reader's."""
    year, found = run.about.vintage.year, lines(run, node, scope)
    moved, seen = changes(run, node, scope), over_time(run, node, scope)
    this, following = _year(found, year), _year(found, year + 1)
    by_place = () if node.municipality else lines_by(run, node, "municipality", scope)
    people = people_in(run)
    by_product = () if node.product else lines_by(run, node, "product", scope)
    return ForecastView(
        sentence=_sentence(this, year, _of_whom(node, municipalities, products)),
        explanation=_("Met wat eind %(month)s bekend was.") % {"month": month(run.about.vintage)},
        keys=_keys(this, following, moved, people.get(node.municipality)),
        chart=months_chart(found, run.about.vintage),
        months=_months(found),
        parts=_parts(this),
        steerable=_steerable(this, year),
        moved=_causes(moved),
        moved_sentence=_moved_sentence(moved, year),
        movers=mover_sentences(run, node, scope),
        silent=silent_sentences(run, node, scope),
        over_time=over_time_chart(seen, year),
        municipalities=_years(by_place, year, "municipality", municipalities, people),
        products=_years(by_product, year, "product", products, dict.fromkeys(products, people.get(node.municipality))),
        care=care_view(run, node, scope),
        room=room_view(rooms_of(run, node, scope), municipalities),
    )
