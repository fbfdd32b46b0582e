"""Search: one field for questions, goals, places and providers."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for, scope_of
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.analyses.layout import analyses
from regiewijzer.apps.monitor.names import UNKNOWN
from regiewijzer.apps.monitor.presenters.overview import theme_name
from regiewijzer.apps.monitor.presenters.subject import said
from regiewijzer.apps.monitor.search import LONGEST_QUERY, Entry, Found, Kind, find
from regiewijzer.apps.monitor.views.asking import names_of_codes
from regiewijzer.definitions.goals import load_goal_trees
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.definitions.rules import RuleText
from regiewijzer.figures.scope import Scope

TITLE, NAME, QUESTION, BODY = 4.0, 4.0, 2.0, 1.0


def _both(weight: float, *texts: RuleText) -> Iterator[tuple[float, str]]:
    for text in texts:
        yield weight, text.nl
        yield weight, text.en


def _indicator(one: Indicator) -> Entry:
    fields = (
        *_both(TITLE, one.title),
        *_both(NAME, one.name),
        *_both(QUESTION, one.question, *(series.label for series in one.series)),
        *_both(BODY, one.definition, one.why_it_matters),
        (BODY, one.id.replace("-", " ")),
    )
    address = reverse("monitor:indicator", args=[one.id])
    return Entry("indicator", said(one.title), f"{theme_name(one.theme)} · {said(one.name)}", address, fields)


def _members(scope: Scope) -> Iterator[Entry]:
    """Yield the municipalities and providers that the reader may choose."""
    if not scope.has_own_rows:
        return
    called, address = names_of_codes(), reverse("monitor:list")
    everything: tuple[tuple[Kind, str, frozenset[str] | None, str], ...] = (
        ("municipality", "gemeente", scope.municipalities, _("Alle cijfers van deze gemeente")),
        ("provider", "aanbieder", scope.providers, _("Alle cijfers van deze aanbieder")),
    )
    for kind, field, own, text in everything:
        for code, name in called[kind].items():
            if code != UNKNOWN and (own is None or code in own):
                yield Entry(kind, name, text, f"{address}?{field}={code}", ((TITLE, name), (NAME, code)))


def _goals() -> Iterator[Entry]:
    """Yield the goals of every tree."""
    for tree in load_goal_trees().values():
        for goal in tree.goals:
            fields = (*_both(TITLE, goal.title), *(_both(BODY, goal.why) if goal.why else ()))
            yield Entry("goal", said(goal.title), said(tree.name), reverse("monitor:goal", args=[tree.id, goal.code]), fields)


def _pages() -> Iterator[Entry]:
    for title, text, view, also in (
        (
            _("Stromen: in, door en uit"),
            _("Instroom, doorstroom en uitstroom samen"),
            "monitor:flows",
            "stromen flows instroom uitstroom",
        ),
        (
            _("Wat is er veranderd?"),
            _("Nieuw en herzien sinds een maand geleden"),
            "monitor:changes",
            "veranderd changes herzien nieuw",
        ),
        (_("Monitor jeugdhulp"), _("Alle vragen"), "monitor:list", "lijst overzicht list overview monitor"),
    ):
        yield Entry("page", title, text, reverse(view), ((TITLE, title), (QUESTION, f"{text} {also}")))


def _analyses() -> Iterator[Entry]:
    for one in analyses().values():
        parts = (text for part in one.parts for text in (part.title, part.text) if text)
        fields = (*_both(TITLE, one.question), *_both(QUESTION, *parts), *_both(BODY, one.text), (TITLE, one.id))
        yield Entry("analysis", said(one.question), said(one.text), reverse("monitor:analysis", args=[one.id]), fields)


def _kind_name(kind: Kind) -> str:
    return {
        "indicator": _("Cijfers"),
        "analysis": _("Analyses"),
        "goal": _("Doelen"),
        "municipality": _("Gemeenten"),
        "provider": _("Aanbieders"),
        "page": _("Pagina’s"),
    }[kind]


def _by_kind(found: list[Found]) -> list[tuple[str, list[Entry]]]:
    """Return what was found by kind; the kind with the best find comes first."""
    kinds = dict.fromkeys(one.entry.kind for one in found)
    return [(_kind_name(kind), [one.entry for one in found if one.entry.kind == kind]) for kind in kinds]


@require_safe
@permission_required_for("view_figures")
def search(request: HttpRequest) -> HttpResponse:
    """Find what fits the words in the address."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    entries = [
        *_pages(),
        *map(_indicator, queries.indicators().values()),
        *_analyses(),
        *_goals(),
        *_members(scope_of(request.user)),
    ]
    found = find(query, entries)
    return TemplateResponse(request, "monitor/search.html", {"query": query, "groups": _by_kind(found), "count": len(found)})
