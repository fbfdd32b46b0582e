"""What went wrong, as `application/problem+json` (RFC 9457): one form for every error."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from regiewijzer.figures.scope import OutsideScope, SeveralCodes, TooFine
from regiewijzer.pipeline.figure_store import FigureChanged

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """Something to tell the caller: status, what is wrong, and how to mend it."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


def problem(request: HttpRequest, status: HTTPStatus, detail: str, **more: Any) -> HttpResponse:
    """Return the answer for something that went wrong."""
    said = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail, "instance": request.path}
    return JsonResponse({**said, **more}, status=status.value, content_type=MEDIA_TYPE)


def not_there(what: str) -> Problem:
    """Return the problem of something that does not exist, or that this caller may not know of."""
    return Problem(HTTPStatus.NOT_FOUND, _("%(what)s bestaat niet, of hoort niet bij uw organisatie.") % {"what": what})


def _place(location: tuple[str | int, ...]) -> str:
    """Return the parameter or field that is wrong, without where the framework found it."""
    return ".".join(str(part) for part in location[1:]) or str(location[0])


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [{"name": _place(tuple(one["loc"])), "reason": one["msg"]} for one in error.errors]
    detail = _("De vraag klopt niet: zie errors, per parameter of veld.")
    return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors=errors)


def handle_problems(api: NinjaAPI) -> None:
    """Let every error of the interface leave as a problem."""
    api.add_exception_handler(Problem, lambda request, error: problem(request, error.status, error.detail))
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(
        AuthenticationError,
        lambda request, _error: problem(
            request, HTTPStatus.UNAUTHORIZED, _("Geef een geldig token mee: Authorization: Bearer, gevolgd door het token.")
        ),
    )
    api.add_exception_handler(
        OutsideScope,
        lambda request, _error: problem(
            request, HTTPStatus.FORBIDDEN, _("Deze gegevens horen niet bij uw organisatie, of dit moment is niet gepubliceerd.")
        ),
    )
    api.add_exception_handler(
        SeveralCodes,
        lambda request, error: problem(
            request,
            HTTPStatus.UNPROCESSABLE_ENTITY,
            _("where: één code per uitsplitsing; gebruik by=%(dimension)s om alle naast elkaar te zien.") % {"dimension": error},
        ),
    )
    api.add_exception_handler(
        TooFine,
        lambda request, error: problem(
            request,
            HTTPStatus.UNPROCESSABLE_ENTITY,
            _("Kies hoogstens %(most)s kenmerken tegelijk: fijner kunnen kleine aantallen niet beschermd worden.")
            % {"most": error},
        ),
    )
    api.add_exception_handler(
        FigureChanged,
        lambda request, _error: problem(
            request, HTTPStatus.CONFLICT, _("De waarden in het bestand zijn niet meer wat is vastgelegd. Meld het de beheerder.")
        ),
    )
    api.add_exception_handler(HttpError, lambda request, error: problem(request, HTTPStatus(error.status_code), str(error)))
