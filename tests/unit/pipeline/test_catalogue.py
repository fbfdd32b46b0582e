"""The catalogue of open data obeys DCAT-AP-NL, in both forms, whatever texts stand in it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from regiewijzer.definitions.indicators_types import Text
from regiewijzer.pipeline.catalogue import Catalogue, Contact, DataSet, OpenFile, triples_of
from regiewijzer.pipeline.catalogue_terms import Frequency
from regiewijzer.pipeline.catalogue_triples import Literal, as_json_ld, as_turtle, iri
from tests.support.shacl import faults, graph_of

BASE = "https://monitor.example.nl/publicaties"
MOMENT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
DCAT, DCT = (rdflib.Namespace(iri(f"{prefix}:")) for prefix in ("dcat", "dct"))


def a_file(name: str, language: str = "nl") -> OpenFile:
    both = Text("Cijfers voor een rekenblad", "Figures for a spreadsheet")
    return OpenFile(f"{BASE}/3/{name}", both, both, language, "ab" * 32, 1234)


def a_data_set(key: str = "jongeren") -> DataSet:
    return DataSet(
        address=f"{BASE}/gegevens/{key}",
        page=f"{BASE}/3",
        title=Text("Hoeveel jongeren krijgen hulp?", "How many young people receive help?"),
        description=Text("Aantal jongeren met jeugdhulp per maand.", "Young people with care per month."),
        keywords=(Text("jeugdhulp", "youth care"),),
        version="3",
        issued=MOMENT,
        modified=MOMENT,
        first_day=date(2022, 1, 1),
        last_day=date(2026, 10, 31),
        frequency=Frequency.QUARTERLY,
        files=(a_file(f"{key}.csv"), a_file(f"{key}-machine.csv", "en")),
    )


def a_catalogue(*data_sets: DataSet, mail: str = "") -> Catalogue:
    return Catalogue(
        address=f"{BASE}/catalogus",
        page=BASE,
        title=Text("Open gegevens over jeugdhulp", "Open data on youth care"),
        description=Text("Cijfers uit de monitor.", "Figures of the monitor."),
        publisher="Serviceorganisatie Jeugd",
        contact=Contact("Serviceorganisatie Jeugd", f"{BASE}#contact-opnemen", mail),
        issued=MOMENT,
        modified=MOMENT,
        data_sets=data_sets or (a_data_set(),),
    )


@pytest.mark.parametrize("mail", ["", "monitor@example.nl"])
def test_both_forms_obey_the_profile_and_say_the_same(mail):
    triples = triples_of(a_catalogue(a_data_set(), a_data_set("wachttijd"), mail=mail))
    turtle, json_ld = graph_of(as_turtle(triples), "turtle"), graph_of(as_json_ld(triples), "json-ld")
    assert isomorphic(turtle, json_ld)
    assert len(turtle) == len(triples)
    assert faults(turtle) == []


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (DCAT.Catalog, DCT.title),
        (DCAT.Catalog, DCT.publisher),
        (DCAT.Catalog, DCAT.contactPoint),
        (DCAT.Dataset, DCT.identifier),
        (DCAT.Dataset, DCT.accessRights),
        (DCAT.Dataset, DCT.creator),
        (DCAT.Dataset, DCAT.theme),
        (DCAT.Dataset, DCT.accrualPeriodicity),
        (DCAT.Dataset, DCT.modified),
        (DCAT.Distribution, DCT.license),
        (DCAT.Distribution, DCAT.accessURL),
    ],
)
def test_the_rules_notice_what_is_missing(kind, missing):
    graph = graph_of(as_turtle(triples_of(a_catalogue())), "turtle")
    for subject in graph.subjects(rdflib.RDF.type, kind):
        graph.remove((subject, missing, None))
    assert [one for one in faults(graph) if str(missing) in one]


def test_the_rules_notice_a_term_of_no_list_and_a_date_that_is_a_text():
    graph = graph_of(as_turtle(triples_of(a_catalogue())), "turtle")
    (data_set,) = graph.subjects(rdflib.RDF.type, DCAT.Dataset)
    graph.set((data_set, DCT.accrualPeriodicity, rdflib.URIRef("https://example.nl/soms")))
    graph.set((data_set, DCT.modified, rdflib.Literal("gisteren")))
    found = " ".join(faults(graph))
    assert str(DCT.accrualPeriodicity) in found
    assert str(DCT.modified) in found


def test_the_rules_notice_what_may_be_there_once():
    graph = graph_of(as_turtle(triples_of(a_catalogue())), "turtle")
    (data_set,) = graph.subjects(rdflib.RDF.type, DCAT.Dataset)
    graph.add((data_set, DCT.identifier, rdflib.Literal("another")))
    assert [one for one in faults(graph) if str(DCT.identifier) in one]


def test_a_catalogue_without_data_sets_is_not_made():
    with pytest.raises(AssertionError):
        triples_of(replace(a_catalogue(), data_sets=()))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40))
def test_any_text_comes_back_from_turtle(text):
    graph = graph_of(as_turtle([("https://example.nl/a", iri("dct:title"), Literal(text, language="nl"))]), "turtle")
    assert [str(one) for one in graph.objects()] == [text]
