"""The page of a scenario: the answer first, then by year, place and care, and what was assumed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from regiewijzer.apps.outlook import words as outlook_words
from regiewijzer.apps.outlook.scenarios import words
from regiewijzer.apps.outlook.scenarios.drawing import months_chart
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.what_if import Scenario
from regiewijzer.figures.scope import Scope
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.pipeline.forecast_shown import Node
from regiewijzer.pipeline.scenario_shown import Compared, care_compared, compared, compared_by
from regiewijzer.pipeline.scenario_store import Outcome
from regiewijzer.web.charts.placed import ChartView

Names = Mapping[str, str]
_COLUMNS = ("base", "expected", "difference", "q100", "q900")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssumedRow:
    """An assumption in words."""

    kind: str
    of_what: str
    size: str
    when: str
    reason: str


@dataclass(frozen=True, slots=True)
class TouchedFigure:
    """A figure of the monitor that the scenario also touches."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """What the page shows of one scenario, for one node. `beside`: another scenario's title, None when none is compared."""

    sentence: str
    chart: ChartView | None
    years: tuple[Row, ...]
    months: tuple[Row, ...]
    municipalities: tuple[Row, ...]
    products: tuple[Row, ...]
    care: tuple[Row, ...]
    beside: str | None
    beside_years: tuple[Row, ...]
    has_hidden: bool


def _values(one: Compared) -> tuple[str, ...]:
    return tuple(outlook_words.moved(one[name]) if name == "difference" else outlook_words.exact(one[name]) for name in _COLUMNS)


def _rows(found: Sequence[Compared], *, years: bool) -> tuple[Row, ...]:
    return tuple(Row(outlook_words.period_in_words(one.period), _values(one)) for one in found if one.is_year == years)


def _by(found: Sequence[Compared], year: str, dimension: str, names: Names) -> tuple[Row, ...]:
    chosen = sorted((one for one in found if one.period == year), key=lambda one: -(one["base"].number or 0))
    codes = [getattr(one.node, dimension) for one in chosen]
    unknown = _("categorie onbekend")
    return tuple(Row(names.get(code, code or unknown), _values(one)) for code, one in zip(codes, chosen, strict=True))


def _care(outcome: Outcome, node: Node, scope: Scope) -> tuple[Row, ...]:
    """Return what runs and begins in the months ahead, without and with the scenario."""
    began = {one.period: one for one in care_compared(outcome, node, "starts", scope)}
    return tuple(
        Row(
            outlook_words.period_in_words(one.period),
            tuple(
                outlook_words.count(line[name]) if line else "–"
                for line in (one, began.get(one.period))
                for name in ("base", "expected")
            ),
        )
        for one in care_compared(outcome, node, "in_care", scope)
    )


def _sentence(one: Compared | None, place: str) -> str:
    if one is None:
        return _("Wat dit scenario doet is voor deze keuze niet te zeggen.")
    if one["expected"].number is None or one["difference"].number is None:
        is_hidden = one["expected"].state is ValueState.HIDDEN
        return _("Voor deze keuze is het bedrag afgeschermd.") if is_hidden else _sentence(None, place)
    moved = one["difference"].number
    said = {
        "year": one.period,
        "place": place,
        "amount": outlook_words.amount(one["expected"]),
        "base": outlook_words.amount(one["base"]),
        "difference": outlook_words.amount(Value(ValueState.SHOWN, abs(moved))),
        "low": outlook_words.moved(one["d100"]),
        "high": outlook_words.moved(one["d900"]),
    }
    if not moved:
        return _("Met dit scenario blijft de gedeclareerde zorg van %(place)s in %(year)s vrijwel gelijk: %(amount)s.") % said
    texts = (
        _(
            "Met dit scenario komt de gedeclareerde zorg van %(place)s in %(year)s uit op %(amount)s: %(difference)s minder "
            "dan de prognose (%(base)s). Onder deze aannames ligt het verschil met 80 %% zekerheid tussen %(low)s en %(high)s."
        ),
        _(
            "Met dit scenario komt de gedeclareerde zorg van %(place)s in %(year)s uit op %(amount)s: %(difference)s meer "
            "dan de prognose (%(base)s). Onder deze aannames ligt het verschil met 80 %% zekerheid tussen %(low)s en %(high)s."
        ),
    )
    return texts[moved > 0] % said


def _newest_year(found: Sequence[Compared]) -> Compared | None:
    """Return the last whole year ahead: by then a scenario has done its work."""
    return next((one for one in reversed(found) if one.is_year), None)


def _beside_rows(found: Sequence[Compared], other: Sequence[Compared]) -> tuple[Row, ...]:
    others = {one.period: one for one in other}
    return tuple(
        Row(
            one.period,
            tuple(
                outlook_words.exact(value)
                for value in (one["base"], one["expected"], *((others[one.period]["expected"],) if one.period in others else ()))
            ),
        )
        for one in found
        if one.is_year
    )


def scenario_view(
    outcome: Outcome, other: Outcome | None, node: Node, scope: Scope, municipalities: Names, products: Names
) -> ScenarioView:
    """Return the page of a scenario for a node, beside another on the same forecast; OutsideScope when it is not the reader's."""
    found = compared(outcome, node, scope)
    place = municipalities.get(node.municipality, node.municipality) if node.municipality else _("de hele regio")
    newest = _newest_year(found)
    year = newest.period if newest else ""
    beside = () if other is None else compared(other, node, scope)
    by_place = compared_by(outcome, node, "municipality", scope) if node.municipality is None else []
    by_product = compared_by(outcome, node, "product", scope) if node.product is None else []
    shown = [one for one in (*found, *by_place, *by_product) if one.is_year]
    return ScenarioView(
        sentence=_sentence(newest, place),
        chart=months_chart(found, [] if other is None else [(other.scenario.title, beside)]),
        years=_rows(found, years=True),
        months=_rows(found, years=False),
        municipalities=_by(by_place, year, "municipality", municipalities),
        products=_by(by_product, year, "product", products),
        care=_care(outcome, node, scope),
        beside=None if other is None else other.scenario.title,
        beside_years=_beside_rows(found, beside),
        has_hidden=any(one["expected"].state is ValueState.HIDDEN for one in shown),
    )


def assumed(scenario: Scenario, municipalities: Names, products: Names) -> tuple[AssumedRow, ...]:
    """Return what is assumed, in words."""
    kinds = words.kinds()
    return tuple(
        AssumedRow(
            kinds[one.kind][0],
            words.of_what(one, municipalities, products),
            _("%(likely)s (tussen %(low)s en %(high)s)")
            % {name: words.size(one, getattr(one, name)) for name in ("likely", "low", "high")},
            words.when(one),
            one.reason,
        )
        for one in scenario.assumptions
    )


def touched(scenario: Scenario) -> tuple[TouchedFigure, ...]:
    """Return the figures of the monitor that the scenario also touches."""
    known, language = load_indicators(), get_language() or "nl"
    ids = dict.fromkeys(name for one in scenario.assumptions for name in words.TOUCHES[one.kind] if name in known)
    return tuple(TouchedFigure(one, known[one].title.in_language(language)) for one in ids)
