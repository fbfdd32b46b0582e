"""Open data: the files of a figure, and the catalogue of what is published now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from regiewijzer.apps.monitor.service import local_day
from regiewijzer.apps.publications import contents, queries
from regiewijzer.apps.publications.models import Edition, EditionFigure
from regiewijzer.definitions.indicators_types import Indicator, Text
from regiewijzer.pipeline.catalogue import Catalogue, Contact, DataSet, OpenFile
from regiewijzer.pipeline.catalogue_terms import Frequency
from regiewijzer.pipeline.figures_export import Variant, figure_as_csv
from regiewijzer.vocabulary.periods import add_months
from regiewijzer.web.home import current_region

Names = Mapping[str, Mapping[str, str]]
NOT_FOR_ANSWERS = "localhost"  # the sender of mail when none is set: nobody reads it


class Form(StrEnum):
    """The two forms of a file, by the end of its address."""

    DUTCH = "nederlands"
    MACHINE = "machine"


_VARIANTS = {Form.DUTCH: Variant.SPREADSHEET, Form.MACHINE: Variant.PROGRAM}
_STEP = {"month": 1, "quarter": 3, "year": 12}
_DESCRIPTIONS = {
    Form.DUTCH: Text(
        "CSV voor een rekenblad: puntkomma, decimale komma, Nederlandse woorden, met het paspoort bovenaan.",
        "CSV for a spreadsheet: semicolon, decimal comma, Dutch words, with the passport on top.",
    ),
    Form.MACHINE: Text(
        "CSV voor een programma: komma, decimale punt, codes en ISO-datums, met de titels op de eerste regel.",
        "CSV for a program: comma, decimal point, codes and ISO dates, with the titles on the first line.",
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the site is found: its own public address, or that of the request where none was set."""

    base: str

    def at(self, view: str, *args: object) -> str:
        """Return the whole address of a page."""
        return self.base + reverse(f"publications:{view}", args=args)


def place_of(request: HttpRequest) -> Place:
    """Return where the site is found. A shared cache must not keep what a reader typed as name of the site."""
    public = settings.CSRF_TRUSTED_ORIGINS
    return Place(public[0] if public else request.build_absolute_uri("/").rstrip("/"))


def open_file(one: EditionFigure, form: Form, called: Names) -> bytes | None:
    """Return the bytes of a file; None when the definition of its figure is no longer kept."""
    indicator = queries.indicator_of(one)
    if indicator is None:
        return None
    text = figure_as_csv(contents.figure_of(one), indicator, variant=_VARIANTS[form], language="nl", names=called)
    return text.encode()


def _open_file(edition: Edition, one: EditionFigure, form: Form, called: Names, place: Place, title: Text) -> OpenFile:
    content = open_file(one, form, called) or b""
    return OpenFile(
        address=place.at(f"file_{form}", edition.number, one.key),
        title=Text(f"{title.nl} ({form})", f"{title.en} ({'Dutch' if form is Form.DUTCH else 'for a program'})"),
        description=_DESCRIPTIONS[form],
        language="nl" if form is Form.DUTCH else "en",
        sha256=contents.hash_of(content.decode()),
        size=len(content),
    )


def _keywords(indicator: Indicator) -> tuple[Text, ...]:
    return (Text("jeugdhulp", "youth care"), indicator.name)


def _title(one: EditionFigure) -> Text:
    title, by = contents.texts_of(one)["title"], one.key.partition("-per-")[2] if one.breakdown else ""
    return Text(f"{title.nl} Per {by}.", f"{title.en} By {one.breakdown.replace('_', ' ')}.") if by else title


def _periods(one: EditionFigure, indicator: Indicator) -> tuple[date, date]:
    """Return the first and the last day that a figure is about."""
    figure = contents.figure_of(one)
    periods = [cell.period for cell in figure.cells] or [local_day(figure.request.moment)]
    return min(periods), add_months(max(periods), _STEP[indicator.grain]) - timedelta(days=1)


def _data_set(edition: Edition, one: EditionFigure, called: Names, place: Place) -> DataSet | None:
    indicator = queries.indicator_of(one)
    if indicator is None:
        return None
    assert edition.published_at is not None, edition
    title, definition = _title(one), contents.texts_of(one)["definition"]
    first, last = _periods(one, indicator)
    return DataSet(
        address=f"{place.at('newest')}#gegevens-{one.key}",
        page=place.at("edition", edition.number),
        title=title,
        description=definition,
        keywords=_keywords(indicator),
        version=str(edition.number),
        issued=edition.published_at,
        modified=edition.published_at,
        first_day=first,
        last_day=last,
        frequency=Frequency(edition.frequency),
        files=tuple(_open_file(edition, one, form, called, place, title) for form in Form),
    )


def publisher() -> str:
    """Return who publishes."""
    return f"Serviceorganisatie jeugdhulp {current_region().name}".strip()


def contact_mail() -> str:
    """Return the address for questions, empty when none was set."""
    mail: str = settings.DEFAULT_FROM_EMAIL
    return "" if mail.endswith(NOT_FOR_ANSWERS) else mail


def catalogue_of(edition: Edition, figures: Sequence[EditionFigure], called: Names, place: Place) -> Catalogue:
    """Return the catalogue of what is published now."""
    assert edition.published_at is not None, edition
    page, region = place.at("editions"), current_region().name
    found = (_data_set(edition, one, called, place) for one in figures)
    return Catalogue(
        address=f"{page}#catalogus",
        page=page,
        title=Text(f"Open gegevens over jeugdhulp in {region}", f"Open data on youth care in {region}"),
        description=Text(
            "De cijfers van de gepubliceerde editie van de jeugdhulpmonitor, elk als bestand.",
            "The figures of the published edition of the youth-care monitor, each as a file.",
        ),
        publisher=publisher(),
        contact=Contact(publisher(), page, contact_mail()),
        issued=edition.published_at,
        modified=edition.published_at,
        data_sets=tuple(one for one in found if one),
    )
