"""Views that process the data of persons, and say so in the processing log."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from regiewijzer.apps.audit.actions import processing
from regiewijzer.apps.audit.activities import Activity

View = Callable[..., HttpResponse]


def processes(activity: Activity) -> Callable[[View], View]:
    """Declare that a view processes the data of persons: every look is logged, and linked to who looked by the operation."""

    def decorate(view: View) -> View:
        @wraps(view)
        def logged(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with processing(activity) as operation:
                request.operation = operation.id
                return view(request, *args, **kwargs)

        return logged

    return decorate
