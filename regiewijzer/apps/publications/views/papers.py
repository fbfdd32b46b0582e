"""Which workbook, paper and report an edition gives, wherever it is asked for."""

from django.http import HttpRequest, HttpResponse

from regiewijzer.apps.monitor.service import EXCEL
from regiewijzer.apps.publications import queries
from regiewijzer.apps.publications.models import Edition, EditionFigure
from regiewijzer.apps.publications.presenters import papers
from regiewijzer.apps.publications.presenters.open_data import place_of
from regiewijzer.apps.publications.presenters.papers import Frame
from regiewijzer.apps.publications.presenters.report import report_of
from regiewijzer.apps.publications.states import READABLE, Audience
from regiewijzer.apps.publications.views.showing import names
from regiewijzer.web.home import current_region
from regiewijzer.web.papers import Form, written


def _frame(request: HttpRequest, edition: Edition) -> Frame:
    """Return what stands around the figures; what is public has its public address on paper, whoever takes it away."""
    is_public = edition.audience == Audience.PUBLIC and edition.state in READABLE
    address = place_of(request).at("edition" if is_public else "read", edition.number)
    return Frame(edition, current_region(), names(), address)


def _figure(edition: Edition, key: str) -> EditionFigure | None:
    return next((one for one in queries.figures_of(edition) if one.key == key), None)


def _answer(content: bytes, name: str, ending: str, content_type: str) -> HttpResponse:
    headers = {"Content-Type": content_type, "Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return HttpResponse(content, headers=headers)


def workbook_answer(request: HttpRequest, edition: Edition, key: str) -> HttpResponse | None:
    """Answer with a figure as a workbook, None when there is none."""
    one = _figure(edition, key)
    content = papers.workbook_of(_frame(request, edition), one) if one else None
    return None if content is None else _answer(content, f"{key}_editie-{edition.number}", "xlsx", EXCEL)


def paper_answer(request: HttpRequest, edition: Edition, key: str, form: Form) -> HttpResponse | None:
    """Answer with a figure as a paper of this form, None when there is none."""
    one = _figure(edition, key)
    paper = papers.paper_of(_frame(request, edition), one) if one else None
    return None if paper is None else _answer(written(paper, form), f"{key}_editie-{edition.number}", form, form.content_type)


def report_answer(request: HttpRequest, edition: Edition, form: Form) -> HttpResponse:
    """Answer with the whole edition as a paper of this form."""
    paper = report_of(_frame(request, edition), queries.figures_of(edition))
    return _answer(written(paper, form), f"editie-{edition.number}", form, form.content_type)
