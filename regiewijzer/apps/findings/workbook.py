"""The worklist as an Excel file: every open finding with its place, what it touches, and how to mend it."""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from regiewijzer.apps.findings import presenters
from regiewijzer.apps.findings.models import Finding
from regiewijzer.extracts.writing import DATE_FORMAT, WORKBOOK_OPTIONS
from regiewijzer.ledger.region import Region

MOST_ROWS = 65_000
_FIELDS = (
    *("message_type", "dated_on", "municipality_code", "provider_code", "path", "ordinal", "value", "detail", "cents"),
    *("source_file", "source_member", "return_code", "found_on", "group"),
)
_WIDTHS = (10, 44, 26, 20, 22, 10, 12, 10, 12, 44, 9, 22, 12, 40, 12, 60)


def _heads() -> list[str]:
    return [
        *(_("Regel"), _("Wat is er"), _("Eigenaar"), _("Stand"), _("Termijn"), _("Bericht"), _("Dagtekening")),
        *(_("Gemeente"), _("Aanbieder"), _("Plaats"), _("Nummer"), _("Waarde"), _("Raakt (euro)"), _("Bestand")),
        *(_("Gevonden"), _("Herstel")),
    ]


def workbook(groups: Any, rows: Any, region: Region, today: date) -> tuple[bytes, int]:
    """Return the file and how many findings did not fit. `groups` and `rows` are querysets of what the reader may see."""
    views = {view.group.pk: view for view in presenters.group_views(groups, region, today)}
    buffer = io.BytesIO()
    with Workbook(buffer, {**WORKBOOK_OPTIONS, "constant_memory": True, "in_memory": False}) as book:
        sheet = book.add_worksheet(_("Bevindingen"))
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": DATE_FORMAT})
        for column, (head, width) in enumerate(zip(_heads(), _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, bold)
        sheet.freeze_panes(1, 0)
        count = 0
        for count, row in enumerate(_rows(rows, views), 1):
            _write(sheet, count, row, day)
        sheet.autofilter(0, 0, count, len(_WIDTHS) - 1)
    return buffer.getvalue(), max(0, rows.count() - count)


def _rows(rows: Any, views: Any) -> Iterator[Sequence[object]]:
    for message, dated, place, provider, path, ordinal, value, detail, cents, file, member, _code, found, group in (
        rows.order_by("group", "identity").values_list(*_FIELDS)[:MOST_ROWS].iterator(chunk_size=2_000)
    ):
        view = views[group]
        yield (
            *(view.group.rule, view.title, view.owner, view.state, view.term, message, dated, place, provider),
            *(" ".join(filter(None, (path, detail))), ordinal, value, None if cents is None else cents / 100),
            *(" › ".join(filter(None, (file.rpartition("/")[2], member))), found, view.mend),
        )


def _write(sheet: Any, at: int, row: Sequence[object], day: Any) -> None:
    for column, value in enumerate(row):
        match value:
            case None | "":
                continue
            case date():
                sheet.write_datetime(at, column, value, day)
            case int() | float():
                sheet.write_number(at, column, value)
            case _:
                sheet.write_string(at, column, str(value)[:32_000])


def open_rows(groups: Any) -> Any:
    """Return the open findings of groups."""
    return Finding.objects.filter(group__in=groups.order_by().values("pk"), gone_on__isnull=True)
