"""Figures of an edition, and the whole of it, as files to read, for who may read the edition."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.publications.views.papers import paper_answer, report_answer, workbook_answer
from regiewijzer.apps.publications.views.reading import TOUCHED, readable
from regiewijzer.web.papers import Form


def _or_not_found(found: HttpResponse | None) -> HttpResponse:
    if found is None:
        raise Http404
    return found


@require_safe
@permission_required_for("view_editions")
@TOUCHED
def workbook(request: HttpRequest, edition: int, figure: str) -> HttpResponse:
    """Return a figure as Excel."""
    return _or_not_found(workbook_answer(request, readable(request, edition), figure))


@require_safe
@permission_required_for("view_editions")
@TOUCHED
def paper(request: HttpRequest, edition: int, figure: str, form: Form) -> HttpResponse:
    """Return a figure as a paper of this form."""
    return _or_not_found(paper_answer(request, readable(request, edition), figure, form))


@require_safe
@permission_required_for("view_editions")
@TOUCHED
def report(request: HttpRequest, edition: int, form: Form) -> HttpResponse:
    """Return the whole edition as a paper of this form."""
    return report_answer(request, readable(request, edition), form)
