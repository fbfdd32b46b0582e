"""The code lists of the extracts: shared ones in `definitions/extracts/codelists`, care forms from `definitions/codelists`.

A list is a mapping of the code that is kept to its meaning: `{nl, en}`, with `written` when people write something else than
the code and `also` for other spellings that are understood.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from regiewijzer.definitions.extracts_types import Code
from regiewijzer.definitions.indicators_fields import Fields, IndicatorDefinitionError
from regiewijzer.definitions.rules import RuleText as Text
from regiewijzer.definitions.yaml_files import read_yaml

CARE_FORMS = "care_forms"


def shared_codelists(definitions: Path) -> Mapping[str, Mapping[str, Code]]:
    """Return the lists that more than one column uses, by name."""
    paths = sorted((definitions / "extracts" / "codelists").glob("*.yaml"))
    lists = {path.stem: codes_of(Fields(path.name, {"codes": _read(path)}), "codes") for path in paths}
    return MappingProxyType({**lists, CARE_FORMS: _care_forms(definitions / "codelists" / "care_forms.yaml")})


def codes_of(fields: Fields, key: str) -> Mapping[str, Code]:
    """Return the list under that key."""
    codes = fields.mapping(key)
    for code in codes.values:
        if not isinstance(code, str):
            raise codes.wrong(str(code), "a code in quotes")
    found = {code: _code(codes.mapping(code), code) for code in codes.values}
    _refuse_double_spellings(codes, found)
    return MappingProxyType(found)


def _code(fields: Fields, code: str) -> Code:
    fields.only(("nl", "en", "written", "also"))
    also = fields.sequence("also") if "also" in fields.values else ()
    if not all(isinstance(one, str) for one in also):
        raise fields.wrong("also", "a list of texts in quotes")
    written = fields.string("written") if "written" in fields.values else code
    return Code(code, written, Text(fields.string("nl"), fields.string("en")), tuple(also))


def _refuse_double_spellings(fields: Fields, codes: Mapping[str, Code]) -> None:
    seen: dict[str, str] = {}
    for code in codes.values():
        for spelling in code.spellings:
            other = seen.setdefault(spelling.casefold(), code.code)
            if other != code.code:
                raise fields.wrong(code.code, f"spellings of its own; {spelling!r} is {other} too")


def _care_forms(path: Path) -> Mapping[str, Code]:
    forms = _read(path)["forms"]
    return MappingProxyType({code: Code(code, _written(code), Text(form["nl"], form["en"])) for code, form in forms.items()})


def _written(code: str) -> str:
    return "onbekend" if code == "unknown" else code


def _read(path: Path) -> Any:
    try:
        return read_yaml(path)
    except yaml.YAMLError as error:
        raise IndicatorDefinitionError(f"{path.name}: {error}") from error
