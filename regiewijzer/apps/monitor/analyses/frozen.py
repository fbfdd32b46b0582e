"""The page of a frozen figure that is broken down: drawn as in its analysis, else as a table with bars."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.analyses.grid import Years
from regiewijzer.apps.monitor.analyses.layout import Drawing, Part, known_part
from regiewijzer.apps.monitor.analyses.parts import part_view
from regiewijzer.apps.monitor.presenters.definition import definition_of, related_of
from regiewijzer.apps.monitor.presenters.downloads import downloads_of_frozen
from regiewijzer.apps.monitor.presenters.passport import passport_of
from regiewijzer.apps.monitor.presenters.subject import said
from regiewijzer.apps.monitor.views.asking import names_of_codes
from regiewijzer.apps.monitor.views.parts import crumbs
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.figures.figure import Figure


def _part(figure: Figure, indicator: Indicator) -> Part:
    """Return the part that draws such a figure, or one made for it."""
    outcomes = tuple(one.code for one in indicator.outcomes if not one.is_limit)
    plain = Part("cijfer", indicator.name, None, indicator.id, figure.request.by, outcomes, Drawing.RANKED)
    return known_part(figure.request.indicator, figure.request.by) or plain


def frozen_breakdown(request: HttpRequest, figure_id: str, figure: Figure, indicator: Indicator) -> HttpResponse:
    """Show a frozen figure that is broken down."""
    names = names_of_codes()
    context = {
        "title": said(indicator.title),
        "part": part_view(_part(figure, indicator), indicator, figure, names, Years()),
        "figure_id": figure_id,
        "downloads": downloads_of_frozen(figure_id),
        "indicator": indicator,
        "definition": definition_of(indicator, figure),
        "related": related_of(indicator, queries.indicators()),
        "selection": passport_of(figure, names).facts[0][1],
        "crumbs": crumbs((said(indicator.name), "")),
    }
    return TemplateResponse(request, "monitor/analyses/frozen.html", context)
