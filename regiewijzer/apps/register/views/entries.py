"""Pages of what is asked: the list, one entry with its fields, changing it, and what nobody uses."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from regiewijzer.apps.accounts.service import Permission, may, organisation_of, permission_required_for
from regiewijzer.apps.register import actions, queries, tasks
from regiewijzer.apps.register.forms import EntryForm, initial_of
from regiewijzer.apps.register.presenters import entries as shown
from regiewijzer.apps.register.presenters.words import text_of
from regiewijzer.definitions.data_register_types import Entry
from regiewijzer.definitions.extracts_types import SenderKind
from regiewijzer.pipeline.field_uses import FieldUses
from regiewijzer.web.home import current_home, current_region

NOT_SAVED = 409


def _uses() -> FieldUses | None:
    """Return which field is used for what; when that is not known yet the worker is asked."""
    found = queries.kept_uses(current_home())
    if found is None:
        tasks.queue_uses()
    return found


def _volumes() -> shown.Volumes:
    return shown.Volumes(queries.messages_a_year(current_home()), queries.deliverers(current_region()))


def _own(request: HttpRequest) -> Any:
    """Return the organisation of the reader when data is asked of its kind, None for who sees the whole."""
    organisation = organisation_of(request.user)
    assert organisation is not None, "who may see the register has signed in"
    is_asked = organisation.kind in tuple(SenderKind) and organisation.kind != SenderKind.SERVICE_ORGANISATION
    return organisation if is_asked else None


def _crumbs(name: str) -> list[tuple[str, str]]:
    return [(_("Gegevensregister"), reverse("register:overview")), (name, "")]


@require_safe
@permission_required_for("view_register")
def overview(request: HttpRequest) -> HttpResponse:
    """List what is asked: of the reader's own organisation, or of everyone."""
    own = _own(request)
    only = own is not None and "alles" not in request.GET
    register, uses = queries.register(), _uses()
    rows = shown.entry_rows(register, uses, _volumes(), organisation=own if only else None, only=only, today=timezone.localdate())
    context = {
        "rows": rows,
        "total": shown.total_of(rows),
        "own": own,
        "only": only,
        "known": uses is not None,
        "requests": queries.requests_for(request.user).filter(state="sent"),
        "can_edit": may(request.user, Permission.EDIT_REGISTER),
        "here": "overview",
    }
    return TemplateResponse(request, "register/overview.html", context)


def _entry(entry_id: str) -> Entry:
    try:
        return queries.entry_of(entry_id)
    except queries.NoSuchEntry:
        raise Http404 from None


@require_safe
@permission_required_for("view_register")
def entry(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Show one entry; with fields chosen (`weg`) what falls when they are dropped."""
    found, uses, own = _entry(entry_id), _uses(), _own(request)
    chosen = set(request.GET.getlist("weg")) & {field.key for field in found.fields}
    register, volumes = queries.register(), _volumes()
    work = {who: shown.work_of(found, register.rules, shown.deliveries_of(found, volumes, who)) for who in (own, None)}
    context = {
        "entry": found,
        "title": shown.title_of(found),
        "facts": shown.facts_of(found, register, queries.installation(current_home())),
        "work": work[None],
        "own_work": work[own] if own else None,
        "end_state": shown.end_state(found.until, register.rules, timezone.localdate()),
        "fields": shown.field_rows(found, uses, chosen),
        "known": uses is not None,
        "chosen": bool(chosen),
        "lost": shown.lost_groups(found, uses, chosen) if uses and chosen else (),
        "stated": queries.statement_of(entry_id),
        "can_edit": may(request.user, Permission.EDIT_REGISTER),
        "crumbs": _crumbs(shown.title_of(found)),
    }
    return TemplateResponse(request, "register/entry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required_for("edit_register")
def change(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Change what is stated of an entry; who was too late sees that someone else was first."""
    found, stated = _entry(entry_id), queries.statement_of(entry_id)
    form = EntryForm(request.POST or None, initial=initial_of(found, stated, text_of(found.use)))
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            actions.state_entry(entry_id=entry_id, values=form.values(), version=form.cleaned_data["versie"], by=request.user)
        except actions.ChangedMeanwhile:
            form.add_error(
                None, _("Iemand anders heeft dit intussen gewijzigd. Open de pagina opnieuw; uw invoer is niet bewaard.")
            )
            status = NOT_SAVED
        else:
            messages.success(request, _("De wijziging is bewaard."))
            return redirect("register:entry", entry_id)
    crumbs = [*_crumbs("")[:1], (shown.title_of(found), reverse("register:entry", args=[entry_id])), (_("Wijzigen"), "")]
    context = {"form": form, "title": shown.title_of(found), "entry": found, "crumbs": crumbs}
    return TemplateResponse(request, "register/entry_change.html", context, status=status)


@require_safe
@permission_required_for("view_register")
def unused(request: HttpRequest) -> HttpResponse:
    """List the fields that no figure, check, forecast or page uses: stop asking, or stop keeping."""
    uses = _uses()
    groups = [
        {
            "entry": one,
            "title": shown.title_of(one),
            "fields": [(field, shown.field_title(field)) for field in shown.unused_fields(one, uses)],
        }
        for one in queries.register().entries.values()
        if uses and shown.unused_fields(one, uses)
    ]
    count = len({field.key for group in groups for field, _title in group["fields"]})
    context = {"groups": groups, "count": count, "known": uses is not None, "here": "unused"}
    return TemplateResponse(request, "register/unused.html", context)
