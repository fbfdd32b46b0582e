"""Pages of the spending room: every cap that concerns the reader, and one of them with what is behind it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import may, permission_required_for, scope_of
from regiewijzer.apps.contracts import rooms, what_if, words
from regiewijzer.apps.contracts.queries_rooms import Seen, seen
from regiewijzer.apps.contracts.views.overview import register_links
from regiewijzer.apps.outlook.service import NoForecast
from regiewijzer.pipeline.registers import row_id, table_of
from regiewijzer.pipeline.spending import Room
from regiewijzer.pipeline.spending_claims import claims_of
from regiewijzer.web.home import current_home


@require_safe
@permission_required_for("view_contracts", own_rows=True)
def overview(request: HttpRequest) -> HttpResponse:
    """List the caps that concern the reader, those that run out first on top."""
    context: dict[str, object] = {
        "registers": register_links(),
        "may_read_rounds": may(request.user, "approve_tariffs"),
        "can_edit": may(request.user, "edit_contracts"),
    }
    try:
        found = seen(current_home(), request.user)
    except NoForecast:
        return TemplateResponse(request, "contracts/rooms.html", {**context, "no_forecast": True})
    rows = rooms.room_rows(found.rooms, found.names)
    context |= {"rows": rows, "run": found.run, "warned": sum(row.warns for row in rows), "year": found.run.about.vintage.year}
    return TemplateResponse(request, "contracts/rooms.html", context)


def _room(request: HttpRequest, provider_code: str, place: str) -> tuple[Seen, Room]:
    try:
        found = seen(current_home(), request.user)
    except NoForecast:
        raise Http404 from None
    key = (provider_code, None if place == rooms.REGION else place)
    one = next((one for one in found.rooms if (one.provider, one.municipality) == key), None)
    if one is None:
        raise Http404
    return found, one


@require_safe
@permission_required_for("view_contracts", own=("provider_code", "place"), own_rows=True)
def room(request: HttpRequest, provider_code: str, place: str) -> HttpResponse:
    """Show one cap: its parts, when it runs out, who must still be served, what if, and the claims behind it."""
    found, one = _room(request, provider_code, place)
    home, scope = current_home(), scope_of(request.user)
    form = what_if.WhatIfForm(request.GET or None, _others(found, one))
    asked = form.is_bound and form.is_valid() and any(form.cents)
    name = _("%(name)s, %(place)s") % {
        "name": found.names.get(one.provider, one.provider),
        "place": rooms.place_name(one.municipality, found.names),
    }
    claims = [] if one.is_hidden else claims_of(home, found.run, one.provider, one.municipality, scope)
    context = {
        "room": one,
        "name": name,
        "sentence": rooms.sentence(one, found.names),
        "parts": rooms.part_rows(one),
        "warns": rooms.is_likely(one.runs_out),
        "in_care": rooms.count(one.in_care),
        "waiting": rooms.count(one.waiting),
        "form": form if one.cap and not one.is_hidden else None,
        "outcomes": what_if.outcomes(home, found.run, one, found.caps, form, scope, found.names) if asked else [],
        "claims": [(row, rooms.amount(row.approved), rooms.amount(row.open), rooms.amount(row.rejected)) for row in claims],
        "cap_rows": _cap_links(found, one),
        "run": found.run,
        "figure": _figure(one),
        "crumbs": [(_("Bestedingsruimte"), reverse("contracts:rooms")), (name, "")],
    }
    return TemplateResponse(request, "contracts/room.html", context)


def _others(found: Seen, one: Room) -> list[tuple[str, str]]:
    """Return the other providers with a cap for the same municipality that the reader may see."""
    same = [each.provider for each in found.rooms if each.cap and each.municipality == one.municipality]
    return [(code, found.names.get(code, code)) for code in same if code != one.provider]


def _cap_links(found: Seen, one: Room) -> list[tuple[str, str]]:
    """Return the rows of the register that make up the cap: what they say, and their address with every version."""
    table, own = table_of("spending_cap"), (one.provider, one.municipality)
    rows = [row for row in found.cap_rows if (row["provider_code"], row.get("municipality_code")) == own]
    return [
        (
            f"{words.value_in_words(table.column('kind'), row['kind'], found.names)}: {row['reason']}",
            reverse("contracts:row", args=[table.file_name, row_id("spending_cap", row)]),
        )
        for row in rows
    ]


def _figure(one: Room) -> str:
    """Return the address of the figure of claimed care of the same scope."""
    place = f"&gemeente={one.municipality}" if one.municipality else ""
    return f"{reverse('monitor:indicator', args=['claimed-care'])}?aanbieder={one.provider}{place}"
