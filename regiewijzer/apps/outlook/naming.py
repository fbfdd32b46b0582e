"""Sentences that name what moved the forecast most, and from whom no claim came lately: for a meeting, in neutral words."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.service import names_of
from regiewijzer.apps.outlook import words
from regiewijzer.figures.scope import Scope
from regiewijzer.pipeline.forecast_names import PRODUCT, PROVIDER, Mover, movers, silent_providers
from regiewijzer.pipeline.forecast_shown import Node
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.web.home import current_home, current_region
from regiewijzer.web.numbers import month

Names = Mapping[str, Mapping[str, str]]


def _names() -> Names:
    called = names_of(current_home(), current_region())
    return {PRODUCT: called["product_category"], PROVIDER: called["provider"]}


def _named(one: Mover, names: Names) -> str:
    name = names[one.dimension].get(one.code, one.code or _("categorie onbekend"))
    said = {"name": name, "total": words.moved(one.total), "cause": words.causes()[one.step][0].lower()}
    if one.of_step.number in (None, one.total.number):
        return _("%(name)s %(total)s (%(cause)s)") % said
    return _("%(name)s %(total)s (vooral %(cause)s: %(part)s)") % {**said, "part": words.moved(one.of_step)}


def _sentence(found: Sequence[Mover], dimension: str, names: Names) -> str:
    told = "; ".join(_named(one, names) for one in found if one.dimension == dimension)
    if not told:
        return ""
    if dimension == PRODUCT:
        return _("De grootste verschillen per productcategorie: %(told)s.") % {"told": told}
    return _("De grootste verschillen per aanbieder: %(told)s.") % {"told": told}


def mover_sentences(run: Run, node: Node, scope: Scope) -> tuple[str, ...]:
    """Return what moved the year most, by product category and, where the reader may see them, by provider."""
    found = movers(run, node, scope)
    if not found:
        return ()
    names = _names()
    return tuple(filter(None, (_sentence(found, dimension, names) for dimension in (PRODUCT, PROVIDER))))


def silent_sentences(run: Run, node: Node, scope: Scope) -> tuple[str, ...]:
    """Return from which providers no claim came lately, one sentence each."""
    found = silent_providers(run, node, scope)
    if not found:
        return ()
    names = _names()[PROVIDER]
    return tuple(
        _("%(name)s: de laatste declaratie kwam in %(month)s binnen.")
        % {"name": names.get(one.provider, one.provider), "month": month(one.heard)}
        for one in found
    )
