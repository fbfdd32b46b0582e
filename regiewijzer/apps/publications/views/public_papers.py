"""Figures of a public edition, and the whole of it, as files to read: for everyone, fit for any cache."""

from django.http import HttpRequest, HttpResponse

from regiewijzer.apps.publications.views.papers import paper_answer, report_answer, workbook_answer
from regiewijzer.apps.publications.views.public import found_of, not_there, public_page
from regiewijzer.web.papers import Form


@public_page
def workbook(request: HttpRequest, edition: int, figure: str) -> HttpResponse:
    """Return a figure as Excel."""
    found = found_of(request, edition)
    if isinstance(found, HttpResponse):
        return found
    return workbook_answer(request, found, figure) or not_there(request)


@public_page
def paper(request: HttpRequest, edition: int, figure: str, form: Form) -> HttpResponse:
    """Return a figure as a paper of this form."""
    found = found_of(request, edition)
    if isinstance(found, HttpResponse):
        return found
    return paper_answer(request, found, figure, form) or not_there(request)


@public_page
def report(request: HttpRequest, edition: int, form: Form) -> HttpResponse:
    """Return the whole edition as a paper of this form."""
    found = found_of(request, edition)
    return found if isinstance(found, HttpResponse) else report_answer(request, found, form)
