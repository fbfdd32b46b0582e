"""What holds for every answer."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from regiewijzer.web.access import Public, rule_of


def _is_public(request: HttpRequest) -> bool:
    try:
        return isinstance(rule_of(resolve(request.path_info).func), Public)
    except Resolver404:
        return False


class PublicPages:
    """Serve public pages without cookies, with a tag by their content; stands before everything that reads a cookie.

    A reader who has signed in sees the same as anyone: what a shared cache keeps can then never be somebody's own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Take the cookies away, and those of the answer too; answer 304 to who has this content already."""
        if not _is_public(request):
            return self.get_response(request)
        request.COOKIES = {}
        response = self.get_response(request)
        response.cookies.clear()
        varies = (name.strip() for name in response.get("Vary", "").split(","))
        response["Vary"] = ", ".join(name for name in varies if name and name.lower() not in ("cookie", "hx-request"))
        if not response["Vary"]:
            del response["Vary"]
        if response.status_code != 200 or response.streaming:
            return response
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        return get_conditional_response(request, etag=response["ETag"], response=response) or response


class PrivatePages:
    """Keep pages out of shared caches; a fragment for htmx is never shown in place of its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers."""
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["HX-Request"])
        return response


class ChosenLanguage:
    """Show pages in Dutch, or in the language that the reader chose in the header.

    Django's own middleware follows the browser; many browsers here are set to English by whoever installed them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Switch the language while the page is made."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
