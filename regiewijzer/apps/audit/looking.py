"""Who looked at what: pages that need a permission are noted once per day, reader and address.

A page that processes the data of persons is noted every time, with its operation.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from regiewijzer.apps.audit.actions import record_event
from regiewijzer.web.access import is_recorded, rule_of

_REMEMBERED = 50_000
_NOT_KEPT = frozenset({"q", "zoek", "csrfmiddlewaretoken"})  # what someone types freely may hold anything


class Seen:
    """The last things that were noted, so that a page opened again costs nothing. One per process: at worst noted twice."""

    def __init__(self, size: int = _REMEMBERED) -> None:
        self._kept: OrderedDict[Hashable, None] = OrderedDict()
        self._size, self._lock = size, Lock()

    def is_new(self, thing: Hashable) -> bool:
        """Remember the thing; tell whether it was not remembered yet."""
        with self._lock:
            if thing in self._kept:
                return False
            self._kept[thing] = None
            if len(self._kept) > self._size:
                self._kept.popitem(last=False)
            return True


class RecordLooking:
    """Note in the audit log which pages with a permission were shown to whom, and which were refused."""

    seen = Seen()

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note the page after it was made."""
        response = self.get_response(request)
        event = {200: "looked", 403: "refused"}.get(response.status_code)
        if event and request.method == "GET" and self._counts(request):
            self._note(request, event)
        return response

    @staticmethod
    def _counts(request: HttpRequest) -> bool:
        match = request.resolver_match
        return match is not None and request.user.is_authenticated and is_recorded(rule_of(match.func))

    def _note(self, request: HttpRequest, event: str) -> None:
        query = urlencode([(key, value) for key, values in request.GET.lists() if key not in _NOT_KEPT for value in values])
        user, operation = request.user.get_username(), getattr(request, "operation", "")
        if operation or self.seen.is_new((timezone.localdate(), event, user, request.path, query)):
            details: dict[str, object] = {"query": query[:500]} if query else {}
            record_event(event, actor=user, subject=request.path, details=details, operation=operation)
