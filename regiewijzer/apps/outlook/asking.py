"""What a page of the outlook is asked: which forecast, of what, by whom."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from regiewijzer.apps.accounts.service import scope_of
from regiewijzer.apps.monitor.service import names_of
from regiewijzer.apps.outlook.forms import NodeForm
from regiewijzer.apps.outlook.queries import forecast_for, forecasts_for
from regiewijzer.figures.scope import Scope
from regiewijzer.pipeline.forecast_shown import Node
from regiewijzer.pipeline.forecast_store import Run
from regiewijzer.web.home import current_home, current_region


@dataclass(frozen=True, slots=True)
class Asked:
    """A forecast and the node that is asked for, with the names of the codes. `newest`: there is no newer one for this reader."""

    run: Run
    node: Node
    scope: Scope
    form: NodeForm
    municipalities: dict[str, str]
    products: dict[str, str]
    newest: bool

    @property
    def query(self) -> str:
        """The permanent query: the forecast by its id, and the node."""
        return query_of(self.run.id, self.node)


def query_of(run_id: str, node: Node) -> str:
    """Return the query of an address that keeps showing this."""
    found = {"prognose": run_id, "gemeente": node.municipality, "productcategorie": node.product}
    return urlencode({name: value for name, value in found.items() if value})


def _products(run: Run, names: dict[str, str]) -> dict[str, str]:
    """Return the product categories of a forecast, by name."""
    found = {code for code in run.table("lines")["product"].unique().to_pylist() if code}
    return dict(sorted(((code, names.get(code, code)) for code in found), key=lambda one: one[1]))


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the codes in a forecast."""

    municipalities: dict[str, str]
    products: dict[str, str]


def names_in(run: Run) -> Names:
    """Return the names of the municipalities and product categories that a forecast is about."""
    called = names_of(current_home(), current_region())
    known = {code for code in run.table("lines")["municipality"].unique().to_pylist() if code}
    municipalities = {code: name for code, name in called["municipality"].items() if code in known}
    return Names(municipalities, _products(run, dict(called["product_category"])))


def asked(request: HttpRequest) -> Asked:
    """Return what the address asks; 404 for another's municipality or an unknown code, NoForecast without a forecast."""
    home, scope = current_home(), scope_of(request.user)
    run = forecast_for(home, scope, request.GET.get("prognose", ""))
    names = names_in(run)
    form = NodeForm(request.GET, municipalities=names.municipalities, products=names.products, scope=scope)
    node = form.node()
    if node is None:
        raise Http404
    newest = forecasts_for(home, scope)[0].id == run.id
    return Asked(run, node, scope, form, names.municipalities, names.products, newest)
