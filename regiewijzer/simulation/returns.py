"""Return messages (302, 306, ...): the tree of what they answer, with return codes."""

from collections.abc import Mapping
from typing import Any

from regiewijzer.definitions.standard import Element, load_standard

GOOD, NOT_JUDGED, TECHNICAL = "0200", "0233", "0001"
ANSWER = {"301": "302", "305": "306", "307": "308", "315": "316", "317": "318", "319": "320"}
Tree = dict[str, Any]


def return_header(header: Mapping[str, Any], identification: str, dated_on: object, codes: list[str] | None) -> Tree:
    """Return the header of a return message: what it answers copied, its own identification, codes when refused."""
    return {
        **header,
        "IdentificatieRetour": identification,
        "DagtekeningRetour": dated_on,
        "XsdVersieRetour": {"BasisschemaXsdVersie": "1.0.0", "BerichtXsdVersie": "1.0.0"},
        "RetourCodes": {"RetourCode": codes} if codes else None,
    }


def body_with_codes(number: str, body: Mapping[str, Any], failing: str, code: str, release: str) -> Tree:
    """Return the body with a return code on every class: `code` on the class named `failing`, elsewhere 'no remark'."""
    root = load_standard(release).messages[f"JW{ANSWER[number]}"].root
    return {name: _coded(root.child(name), tree, failing, code) for name, tree in body.items()}


def _coded(element: Element, tree: Mapping[str, Any], failing: str, code: str) -> Tree:
    below = {child.name: child for child in element.children}
    coded = {name: _value(below[name], value, failing, code) for name, value in tree.items()}
    if "RetourCodes" in below:
        coded["RetourCodes"] = {"RetourCode": [code if element.name == failing else GOOD]}
    return coded


def _value(element: Element, value: Any, failing: str, code: str) -> Any:
    if isinstance(value, list):
        return [_value(element, one, failing, code) for one in value]
    if isinstance(value, Mapping) and element.children and not element.children[0].in_base:
        return _coded(element, value, failing, code)
    return value
