"""What public pages and pages behind the login show alike."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.service import names_of
from regiewijzer.apps.publications import queries
from regiewijzer.apps.publications.contents import EditionChanged
from regiewijzer.apps.publications.models import Edition
from regiewijzer.apps.publications.presenters.changes import changes_of
from regiewijzer.apps.publications.presenters.edition import edition_view, marks_of
from regiewijzer.apps.publications.presenters.open_data import Form, open_file
from regiewijzer.apps.publications.presenters.report import REPORT_FORMS
from regiewijzer.web.home import current_home, current_region
from regiewijzer.web.papers import Form as PaperForm

View = Callable[..., HttpResponse]
_CSV = "text/csv; charset=utf-8"


def names() -> Any:
    """Return the names of codes per dimension."""
    return names_of(current_home(), current_region())


def edition_parts(edition: Edition) -> dict[str, object]:
    """Return what a page with an edition shows; EditionChanged when it is not what was frozen."""
    figures = queries.figures_of(edition)
    return {
        "edition": edition,
        "view": edition_view(edition, figures, names(), current_region()),
        "marks": marks_of(edition),
        "previous": queries.previous_of(edition),
        "forms": (("Excel", "xlsx"), *((form.label, form) for form in PaperForm)),
        "report_forms": [(form.label, form) for form in REPORT_FORMS],
    }


def change_parts(edition: Edition, previous: Edition) -> dict[str, object]:
    """Return what a page with the difference between two editions shows."""
    found = changes_of(queries.figures_of(previous), queries.figures_of(edition), names())
    return {"edition": edition, "previous": previous, "changes": found}


def file_of(edition: Edition, key: str, form: Form) -> HttpResponse | None:
    """Return a file of one figure, None when there is none."""
    one = next((one for one in queries.figures_of(edition) if one.key == key), None)
    content = open_file(one, form, names()) if one else None
    if content is None:
        return None
    name = f"{key}_editie-{edition.number}{'' if form is Form.DUTCH else '_machine'}.csv"
    return HttpResponse(content, headers={"Content-Type": _CSV, "Content-Disposition": f'attachment; filename="{name}"'})


def if_untouched(template: str) -> Callable[[View], View]:
    """Show nothing of an edition that is not what was frozen: say so in its place, on a page that no cache keeps."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except EditionChanged:
                text = _("Wat er in deze editie staat, is niet meer wat is vastgelegd. Het wordt niet getoond; meld het ons.")
                context = {"title": _("Deze editie is aangetast"), "text": text}
                return TemplateResponse(request, template, context, status=409, headers={"Cache-Control": "no-store"})

        return guarded

    return decorate
