"""Check a catalogue against the rules of DCAT-AP-NL, which stand in `shapes/dcat_ap_nl.ttl`."""

import warnings
from pathlib import Path

import rdflib

SHAPES = Path(__file__).parent / "shapes" / "dcat_ap_nl.ttl"


def graph_of(text: str, form: str) -> rdflib.Graph:
    """Return the statements of a text in Turtle ("turtle") or JSON-LD ("json-ld")."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib's own readers use what rdflib calls old
        return rdflib.Graph().parse(data=text, format=form)


def faults(graph: rdflib.Graph) -> list[str]:
    """Return what breaks a rule: the thing, the property and what was wrong; nothing when all is in order."""
    import pyshacl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _conforms, found, _text = pyshacl.validate(graph, shacl_graph=str(SHAPES), advanced=False, inference="none")
    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    return sorted(
        f"{found.value(one, shacl.focusNode)} {found.value(one, shacl.resultPath)}: {found.value(one, shacl.resultMessage)}"
        for one in found.subjects(rdflib.RDF.type, shacl.ValidationResult)
    )
