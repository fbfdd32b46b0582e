"""The catalogue of open data in the words of DCAT-AP-NL 3.0: which data sets there are, as which files, from whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from regiewijzer.definitions.indicators_types import Text
from regiewijzer.pipeline import catalogue_terms as terms
from regiewijzer.pipeline.catalogue_terms import Frequency
from regiewijzer.pipeline.catalogue_triples import Iri, Literal, Triple, iri


@dataclass(frozen=True, slots=True)
class OpenFile:
    """One file of a data set. `address` is where it is fetched, `sha256` that of its bytes, `size` their number."""

    address: str
    title: Text
    description: Text
    language: str  # nl | en: of the words in the file
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class DataSet:
    """One figure of the newest edition. `address` names it in every edition, `page` shows it; both periods are included."""

    address: str
    page: str
    title: Text
    description: Text
    keywords: tuple[Text, ...]
    version: str
    issued: datetime
    modified: datetime
    first_day: date
    last_day: date
    frequency: Frequency
    files: tuple[OpenFile, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a reader asks about the data. `mail` may be empty."""

    name: str
    page: str
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All data sets of one publisher. `address` is that of the catalogue, `page` the page with the publications."""

    address: str
    page: str
    title: Text
    description: Text
    publisher: str
    contact: Contact
    issued: datetime
    modified: datetime
    data_sets: tuple[DataSet, ...]


def _said(subject: str, predicate: str, text: Text) -> Iterator[Triple]:
    yield subject, predicate, Literal(text.nl, language="nl")
    yield subject, predicate, Literal(text.en, language="en")


def _typed(subject: str, *kinds: str) -> Iterator[Triple]:
    for kind in kinds:
        yield subject, iri("rdf:type"), Iri(iri(kind))


def _moment(moment: datetime) -> Literal:
    return Literal(moment.isoformat(timespec="seconds"), datatype=iri("xsd:dateTime"))


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=iri("xsd:date"))


def _common(catalogue: Catalogue, subject: str, one: Catalogue | DataSet) -> Iterator[Triple]:
    """Yield what is said alike of a catalogue and of a data set in it."""
    yield from _said(subject, iri("dct:title"), one.title)
    yield from _said(subject, iri("dct:description"), one.description)
    yield subject, iri("dct:publisher"), Iri(_publisher(catalogue))
    yield subject, iri("dct:creator"), Iri(_publisher(catalogue))
    yield subject, iri("dcat:contactPoint"), Iri(_contact(catalogue))
    yield subject, iri("dct:language"), Iri(terms.DUTCH)
    yield subject, iri("dct:language"), Iri(terms.ENGLISH)
    yield subject, iri("dct:spatial"), Iri(terms.NETHERLANDS)
    yield subject, iri("dct:issued"), _moment(one.issued)
    yield subject, iri("dct:modified"), _moment(one.modified)


def _publisher(catalogue: Catalogue) -> str:
    return f"{catalogue.page}#uitgever"


def _contact(catalogue: Catalogue) -> str:
    return f"{catalogue.page}#contact"


def _of_catalogue(catalogue: Catalogue) -> Iterator[Triple]:
    subject = catalogue.address
    yield from _typed(subject, "dcat:Catalog")
    yield from _common(catalogue, subject, catalogue)
    yield subject, iri("dct:license"), Iri(terms.CC0)
    yield subject, iri("foaf:homepage"), Iri(catalogue.page)
    yield from _typed(catalogue.page, "foaf:Document")
    yield subject, iri("dcat:themeTaxonomy"), Iri(terms.THEMES_LIST)
    yield subject, iri("dct:conformsTo"), Iri(terms.PROFILE)
    for one in catalogue.data_sets:
        yield subject, iri("dcat:dataset"), Iri(one.address)


def _of_people(catalogue: Catalogue) -> Iterator[Triple]:
    publisher, contact = _publisher(catalogue), _contact(catalogue)
    yield from _typed(publisher, "foaf:Agent")
    yield publisher, iri("foaf:name"), Literal(catalogue.publisher, language="nl")
    yield from _typed(contact, "vcard:Kind", "vcard:Organization")
    yield contact, iri("vcard:fn"), Literal(catalogue.contact.name, language="nl")
    yield contact, iri("vcard:hasURL"), Iri(catalogue.contact.page)
    if catalogue.contact.mail:
        yield contact, iri("vcard:hasEmail"), Iri(f"mailto:{catalogue.contact.mail}")


def _of_data_set(catalogue: Catalogue, one: DataSet) -> Iterator[Triple]:
    subject, period = one.address, f"{one.address}-periode"
    yield from _typed(subject, "dcat:Dataset")
    yield from _common(catalogue, subject, one)
    yield subject, iri("dct:identifier"), Literal(one.address)
    yield subject, iri("dct:accessRights"), Iri(terms.PUBLIC)
    yield subject, iri("dct:accrualPeriodicity"), Iri(one.frequency.term)
    yield from _typed(one.frequency.term, "dct:Frequency")
    yield subject, iri("dcat:version"), Literal(one.version)
    yield subject, iri("dcat:landingPage"), Iri(one.page)
    yield subject, iri("foaf:page"), Iri(one.page)  # definitions and how to read the figures stand on the same page
    yield from _typed(one.page, "foaf:Document")
    for theme in terms.THEMES:
        yield subject, iri("dcat:theme"), Iri(theme)
    for word in one.keywords:
        yield from _said(subject, iri("dcat:keyword"), word)
    yield subject, iri("dct:temporal"), Iri(period)
    yield from _typed(period, "dct:PeriodOfTime")
    yield period, iri("dcat:startDate"), _day(one.first_day)
    yield period, iri("dcat:endDate"), _day(one.last_day)
    for file in one.files:
        yield subject, iri("dcat:distribution"), Iri(f"{file.address}#bestand")
        yield from _of_file(one, file)


def _of_file(data_set: DataSet, file: OpenFile) -> Iterator[Triple]:
    subject, checksum = f"{file.address}#bestand", f"{file.address}#sha256"
    yield from _typed(subject, "dcat:Distribution")
    yield from _said(subject, iri("dct:title"), file.title)
    yield from _said(subject, iri("dct:description"), file.description)
    yield subject, iri("dcat:accessURL"), Iri(data_set.page)
    yield subject, iri("dcat:downloadURL"), Iri(file.address)
    yield subject, iri("dct:format"), Iri(terms.CSV_FILE)
    yield subject, iri("dcat:mediaType"), Iri(terms.CSV_MEDIA)
    yield subject, iri("dct:license"), Iri(terms.CC0)
    yield subject, iri("dct:language"), Iri(terms.ENGLISH if file.language == "en" else terms.DUTCH)
    yield subject, iri("dct:issued"), _moment(data_set.issued)
    yield subject, iri("dct:modified"), _moment(data_set.modified)
    yield subject, iri("dcat:byteSize"), Literal(str(file.size), datatype=iri("xsd:nonNegativeInteger"))
    yield subject, iri("spdx:checksum"), Iri(checksum)
    yield from _typed(checksum, "spdx:Checksum")
    yield checksum, iri("spdx:algorithm"), Iri(terms.SHA256)
    yield checksum, iri("spdx:checksumValue"), Literal(file.sha256, datatype=iri("xsd:hexBinary"))


def _of_terms() -> Iterator[Triple]:
    """Yield what the terms of the lists are: a reader without those lists can then check the catalogue too."""
    yield from _typed(terms.DUTCH, "dct:LinguisticSystem")
    yield from _typed(terms.ENGLISH, "dct:LinguisticSystem")
    yield from _typed(terms.NETHERLANDS, "dct:Location")
    yield from _typed(terms.PUBLIC, "dct:RightsStatement")
    yield from _typed(terms.CSV_FILE, "dct:MediaTypeOrExtent")
    yield from _typed(terms.CSV_MEDIA, "dct:MediaType")
    yield from _typed(terms.CC0, "dct:LicenseDocument")
    yield terms.CC0, iri("skos:exactMatch"), Iri(terms.CC0_TEXT)
    yield from _typed(terms.PROFILE, "dct:Standard")
    yield from _typed(terms.SHA256, "spdx:ChecksumAlgorithm")
    yield from _typed(terms.THEMES_LIST, "skos:ConceptScheme")
    yield from _said(terms.THEMES_LIST, iri("dct:title"), Text("Thema’s", "Themes"))
    for theme, (dutch, english) in terms.THEMES.items():
        yield from _typed(theme, "skos:Concept")
        yield from _said(theme, iri("skos:prefLabel"), Text(dutch, english))


def triples_of(catalogue: Catalogue) -> tuple[Triple, ...]:
    """Return the catalogue as statements, each once; AssertionError when it has no data set: the profile asks for one."""
    assert catalogue.data_sets, "a catalogue has at least one data set"
    found = (
        *_of_catalogue(catalogue),
        *_of_people(catalogue),
        *(triple for one in catalogue.data_sets for triple in _of_data_set(catalogue, one)),
        *_of_terms(),
    )
    return tuple(dict.fromkeys(found))
