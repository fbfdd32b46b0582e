"""Which form of care a product is, and what kind of care a form is: the code list `care_forms.yaml` as rows (F5)."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.yaml_files import read_yaml

CareFormRow = tuple[str | None, str | None, str]  # category, product code (None = the whole category), form
CareFormKind = tuple[str, bool, bool, bool, int | None]  # form, residence, family_like, secure, weight (None = not on the ladder)


@lru_cache(maxsize=4)
def _raw(path: Path, changed_ns: int) -> dict[str, Any]:  # noqa: ARG001 - a changed file is another entry
    raw: dict[str, Any] = read_yaml(path)
    return raw


def _read() -> dict[str, Any]:
    path = definitions_folder() / "codelists" / "care_forms.yaml"
    return _raw(path, path.stat().st_mtime_ns)


def care_form_rows() -> tuple[CareFormRow, ...]:
    """Return a row per category and per product with a form of its own; the first two characters of a code are its category."""
    raw = _read()
    categories: list[CareFormRow] = [(category, None, form) for category, form in raw["default_by_category"].items()]
    products: list[CareFormRow] = [(code[:2], code, form) for code, form in raw["by_product"].items()]
    unknown = {form for *_, form in categories + products} - set(raw["forms"])
    assert not unknown, f"care_forms.yaml: forms without a name: {sorted(unknown)}"
    return (*categories, *products)


def care_form_kinds() -> tuple[CareFormKind, ...]:
    """Return a row per form: whether it is residence, in a family, secure, and how heavy it is."""
    return tuple(
        (form, said["residence"], said.get("family_like", False), said.get("secure", False), said.get("weight"))
        for form, said in _read()["forms"].items()
    )
