"""The worklist and one group as an Excel file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for
from regiewijzer.apps.audit.service import Activity, processes
from regiewijzer.apps.findings import queries
from regiewijzer.apps.findings.models import Group
from regiewijzer.apps.findings.views.asked import asked
from regiewijzer.apps.findings.views.group import seen_group
from regiewijzer.apps.findings.workbook import open_rows, workbook
from regiewijzer.web.home import current_region

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _answer(groups: Any, rows: Any, name: str) -> HttpResponse:
    content, left_out = workbook(groups, rows, current_region(), timezone.localdate())
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"', "X-Left-Out": str(left_out)}
    return HttpResponse(content, content_type=XLSX, headers=headers)


@require_safe
@permission_required_for("view_findings", "view_own_findings", own=("eigenaar",))
@processes(Activity.FORMAL_CONTROL)
def worklist_file(request: HttpRequest) -> HttpResponse:
    """Return the findings of the groups that are asked for; of groups that one only reads along with, the own page has them."""
    chosen = asked(request).of(queries.answerable_by(request.user), timezone.localdate())
    return _answer(chosen, open_rows(chosen), "werklijst")


@require_safe
@permission_required_for("view_findings", "view_own_findings", own=("group_id",))
@processes(Activity.FORMAL_CONTROL)
def group_file(request: HttpRequest, group_id: Any) -> HttpResponse:
    """Return the findings of one group."""
    found = seen_group(request, group_id)
    return _answer(Group.objects.filter(pk=found.pk), queries.rows_of(request.user, found), f"bevinding-{found.rule}")
