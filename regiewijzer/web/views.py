"""Pages that belong to no app: language, accessibility."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from regiewijzer.web.access import open_to_everyone


@open_to_everyone
@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Show pages in the other language from now on and return to the page the reader was on."""
    return set_language(request)


@open_to_everyone
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the pages are and how that is tested."""
    return TemplateResponse(request, "web/accessibility.html")
