"""Back to the page from which a form was sent."""

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

FIELD = "terug"


def back_to_page(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """Return to the page that the form named, or to the address `otherwise` when that is not a page of our own."""
    back = request.POST.get(FIELD, "")
    # A path, and not a word: Django would take that for the name of a view.
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(
        back, {request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(back if is_ours else otherwise)
