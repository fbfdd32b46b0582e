"""The processing register: a page, and the same as PDF, Word and Excel."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.monitor.service import EXCEL
from regiewijzer.apps.register import queries
from regiewijzer.apps.register.presenters.processing import paper_of
from regiewijzer.apps.register.presenters.workbook import as_workbook
from regiewijzer.definitions.processing import load_processing
from regiewijzer.pipeline.processing_register import processed_tables
from regiewijzer.web.home import current_home, current_region
from regiewijzer.web.papers import Form, Paper, Table, written

NAME = "verwerkingsregister"


def _paper(request: HttpRequest) -> Paper:
    home, register = current_home(), queries.register()
    installation = queries.installation(home)
    return paper_of(
        processed_tables(home, installation, register, queries.kept_uses(home)),
        register,
        installation,
        load_processing(),
        region=current_region(),
        address=request.build_absolute_uri(reverse("register:processing")),
        moment=timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0),
    )


def _file(content: bytes, kind: str, ending: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{NAME}.{ending}"'})


@require_safe
@permission_required_for("view_processing_register")
def page(request: HttpRequest) -> HttpResponse:
    """Show the register."""
    paper = _paper(request)
    sections = [
        (section.heading, [(type(block).__name__.lower(), block) for block in section.blocks]) for section in paper.sections
    ]
    tables = [block for _heading, blocks in sections for _kind, block in blocks if isinstance(block, Table)]
    context = {"paper": paper, "sections": sections, "tables": tables, "here": "processing"}
    return TemplateResponse(request, "register/processing.html", context)


@require_safe
@permission_required_for("view_processing_register")
def workbook(request: HttpRequest) -> HttpResponse:
    """Return it as Excel."""
    return _file(as_workbook(_paper(request)), EXCEL, "xlsx")


@require_safe
@permission_required_for("view_processing_register")
def paper(request: HttpRequest, form: Form) -> HttpResponse:
    """Return it as PDF or Word."""
    return _file(written(_paper(request), form), form.content_type, form)
