"""The list of contracts, and the list of any register."""

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import may, permission_required_for, scope_of
from regiewijzer.apps.contracts import presenters, queries, words
from regiewijzer.apps.contracts.forms_lists import ContractFilter
from regiewijzer.contracting.changes import Row
from regiewijzer.contracting.terms import SOON, Standing
from regiewijzer.figures.scope import Scope
from regiewijzer.pipeline.registers import table_of
from regiewijzer.web.home import current_home

PER_PAGE = 50


@require_safe
@permission_required_for("view_contracts", own=("aanbieder",), own_rows=True)
def overview(request: HttpRequest) -> HttpResponse:
    """List the contracts that concern the reader: which run, which end soon, who came and who left."""
    home, day = current_home(), timezone.localdate()
    scope = scope_of(request.user)
    rows = queries.rows_of(home, "contract", scope)
    _refuse_another(request.GET.get("aanbieder", ""), scope, rows)
    form = ContractFilter(request.GET or None, lots=queries.all_registers(home)["lot"], names=queries.names(home), rows=rows)
    chosen = form.kept(rows, day)
    counts = presenters.count_standing(rows, day)
    context = {
        "form": form,
        "page": Paginator(presenters.contract_rows(home, chosen, day), PER_PAGE).get_page(request.GET.get("pagina")),
        "query": form.query(),
        "running": counts[Standing.RUNNING] + counts[Standing.ENDING],
        "ending": counts[Standing.ENDING],
        "soon": SOON,
        "total": len(rows),
        "movements": presenters.movements(home, rows, day),
        "registers": register_links(),
        "may_read_rounds": may(request.user, "edit_contracts") or may(request.user, "approve_tariffs"),
        "can_edit": may(request.user, "edit_contracts"),
        "waiting": queries.waiting_count() if may(request.user, "edit_contracts") else 0,
    }
    return TemplateResponse(request, "contracts/overview.html", context)


def _refuse_another(provider: str, scope: Scope, rows: list[Row]) -> None:
    """Answer 404 to who asks for a provider that is neither its own nor in a row it sees."""
    own = scope.providers is None or provider in scope.providers
    if provider and not own and all(row["provider_code"] != provider for row in rows):
        raise Http404


def register_links() -> list[tuple[str, str]]:
    """Return every register but that of contracts, which has a page of its own, by title and address."""
    others = [(slug, name) for slug, name in queries.SLUGS.items() if name != "contract"]
    return [(words.title_of(name), reverse("contracts:register", args=[slug])) for slug, name in others]


def table_named(slug: str) -> str:
    """Return the register of that address; 404 when there is none."""
    if slug not in queries.SLUGS:
        raise Http404
    return queries.SLUGS[slug]


def crumbs(slug: str, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a page of a register."""
    table = table_named(slug)
    found = [(_("Contracten"), reverse("contracts:overview"))]
    if table != "contract":
        found.append((words.title_of(table), reverse("contracts:register", args=[slug])))
    found.extend(more)
    return [*found[:-1], (found[-1][0], "")]


@require_safe
@permission_required_for("view_contracts", own_rows=True)
def register(request: HttpRequest, register: str) -> HttpResponse:
    """List the rows of a register that concern the reader, those that hold now unless all are asked."""
    table, home, day = table_named(register), current_home(), timezone.localdate()
    rows = queries.rows_of(home, table, scope_of(request.user))
    everything = "alles" in request.GET
    kept = rows if everything else _of_now(rows, day)
    definition = table_of(table)
    context = {
        "slug": register,
        "title": words.title_of(table),
        "grain": definition.grain.in_language(words.language()),
        "purpose": definition.purpose.in_language(words.language()),
        "columns": [one.title.in_language(words.language()) for one in definition.columns],
        "page": Paginator(presenters.register_rows(home, table, kept), PER_PAGE).get_page(request.GET.get("pagina")),
        "everything": everything,
        "left_out": len(rows) - len(kept),
        "can_edit": may(request.user, "edit_contracts"),
        "crumbs": crumbs(register),
        "registers": register_links(),
        "may_read_rounds": may(request.user, "edit_contracts") or may(request.user, "approve_tariffs"),
    }
    return TemplateResponse(request, "contracts/register.html", context)


def _of_now(rows: list[Row], day: date) -> list[Row]:
    """Return what holds on a day or later, of caps those of this year and later."""
    return [row for row in rows if _holds(row, day)]


def _holds(row: Row, day: date) -> bool:
    year, end = row.get("year"), row.get("valid_until")
    if isinstance(year, date):
        return year.year >= day.year
    return not isinstance(end, date) or end > day
