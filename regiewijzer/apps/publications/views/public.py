"""Pages for everyone: no login, no cookies, the same for every reader, so that any cache may keep them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.publications import queries
from regiewijzer.apps.publications.models import Edition
from regiewijzer.apps.publications.presenters.open_data import Form, catalogue_of, contact_mail, place_of, publisher
from regiewijzer.apps.publications.states import READABLE, State
from regiewijzer.apps.publications.views.showing import change_parts, edition_parts, file_of, if_untouched, names
from regiewijzer.pipeline.catalogue import triples_of
from regiewijzer.pipeline.catalogue_triples import as_json_ld, as_turtle
from regiewijzer.web.access import open_to_the_public

View = Callable[..., HttpResponse]
# Short: an edition that is withdrawn must soon be gone from caches too; after that the tag tells that nothing changed.
FRESH_FOR = 300  # seconds


def _asked_language(request: HttpRequest) -> str:
    """Return the language in the address: a cookie would make the page another one for each reader."""
    asked = request.GET.get("taal", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def public_page(view: View) -> View:
    """Make the page in the language of its address, and say how long it may be kept."""

    @open_to_the_public
    @require_safe
    @wraps(view)
    def public(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = _asked_language(request)
        with translation.override(language):
            response = if_untouched("publications/public_message.html")(view)(request, *args, **kwargs)
            if isinstance(response, TemplateResponse):
                response.context_data = {**(response.context_data or {}), **_frame(request, language)}
                response.render()
        response.headers.setdefault("Content-Language", language)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, public=True, max_age=FRESH_FOR)
        return response

    return public


def _frame(request: HttpRequest, language: str) -> dict[str, object]:
    """Return what the frame of a public page needs; links keep the language."""
    others = [(code, name, f"{request.path}?taal={code}") for code, name in settings.LANGUAGES if code != language]
    return {"languages": others, "query": "" if language == settings.LANGUAGE_CODE else f"?taal={language}"}


def _message(request: HttpRequest, title: str, text: str, status: int) -> HttpResponse:
    return TemplateResponse(request, "publications/public_message.html", {"title": title, "text": text}, status=status)


def not_there(request: HttpRequest) -> HttpResponse:
    """Return the page that says that there is no such publication."""
    text = _("Er is geen publicatie met dit adres. In de lijst staan alle publicaties.")
    return _message(request, _("Deze publicatie is er niet"), text, 404)


def _withdrawn(request: HttpRequest, found: Edition) -> HttpResponse:
    title = _("Editie %(number)s is ingetrokken") % {"number": found.number}
    return _message(request, title, found.withdrawn_because, 410)


def found_of(request: HttpRequest, number: int) -> Edition | HttpResponse:
    """Return a public edition that may be read, or the page that says why it may not."""
    found = queries.public_editions().filter(number=number).first()
    if found is None:
        return not_there(request)
    return found if found.state in READABLE else _withdrawn(request, found)


@public_page
def editions(request: HttpRequest) -> HttpResponse:
    """List every edition that was published for everyone."""
    found = list(queries.public_editions())
    newest = next((one for one in found if one.state == State.PUBLISHED), None)
    context = {"editions": found, "newest": newest, "publisher": publisher(), "mail": contact_mail()}
    return TemplateResponse(request, "publications/public_list.html", context)


@public_page
def newest(request: HttpRequest) -> HttpResponse:
    """Show what is published now, at an address that stays."""
    found = queries.newest()
    if found is None:
        return _message(request, _("Er is nog niets gepubliceerd"), _("Hier staan straks de cijfers over de jeugdhulp."), 404)
    return TemplateResponse(request, "publications/public_edition.html", {**edition_parts(found), "at_newest": True})


@public_page
def edition(request: HttpRequest, edition: int) -> HttpResponse:
    """Show one edition; one that was replaced says so."""
    found = found_of(request, edition)
    if isinstance(found, HttpResponse):
        return found
    return TemplateResponse(request, "publications/public_edition.html", edition_parts(found))


@public_page
def changes(request: HttpRequest, edition: int) -> HttpResponse:
    """Show what is different from the edition before."""
    found = found_of(request, edition)
    if isinstance(found, HttpResponse):
        return found
    previous = queries.previous_of(found)
    if previous is None or previous.state not in READABLE:
        return not_there(request)
    return TemplateResponse(request, "publications/public_changes.html", change_parts(found, previous))


def _file(request: HttpRequest, number: int, figure: str, form: Form) -> HttpResponse:
    found = found_of(request, number)
    if isinstance(found, HttpResponse):
        return found
    return file_of(found, figure, form) or not_there(request)


@public_page
def file_dutch(request: HttpRequest, edition: int, figure: str) -> HttpResponse:
    """Return a figure for a Dutch spreadsheet."""
    return _file(request, edition, figure, Form.DUTCH)


@public_page
def file_machine(request: HttpRequest, edition: int, figure: str) -> HttpResponse:
    """Return a figure for a program."""
    return _file(request, edition, figure, Form.MACHINE)


def _catalogue(request: HttpRequest, write: Callable[..., str], content_type: str) -> HttpResponse:
    found = queries.newest()
    if found is None:
        return not_there(request)
    catalogue = catalogue_of(found, queries.figures_of(found), names(), place_of(request))
    return HttpResponse(write(triples_of(catalogue)), content_type=content_type)


@public_page
def catalogue_turtle(request: HttpRequest) -> HttpResponse:
    """Return the catalogue of open data as Turtle."""
    return _catalogue(request, as_turtle, "text/turtle; charset=utf-8")


@public_page
def catalogue_json_ld(request: HttpRequest) -> HttpResponse:
    """Return the catalogue of open data as JSON-LD."""
    return _catalogue(request, as_json_ld, "application/ld+json")
