"""Which form of care a product is: the code list `care_forms.yaml` as rows (F5)."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from regiewijzer.definitions.location import definitions_folder

CareFormRow = tuple[str | None, str | None, str]  # category, product code (None = the whole category), form


@lru_cache(maxsize=4)
def _read(path: Path, changed_ns: int) -> tuple[CareFormRow, ...]:  # noqa: ARG001 - a changed file is another entry
    raw: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    categories: list[CareFormRow] = [(category, None, form) for category, form in raw["default_by_category"].items()]
    products: list[CareFormRow] = [(code[:2], code, form) for code, form in raw["by_product"].items()]
    unknown = {form for *_, form in categories + products} - set(raw["forms"])
    assert not unknown, f"care_forms.yaml: forms without a name: {sorted(unknown)}"
    return (*categories, *products)


def care_form_rows() -> tuple[CareFormRow, ...]:
    """Return a row per category and per product with a form of its own; the first two characters of a code are its category."""
    path = definitions_folder() / "codelists" / "care_forms.yaml"
    return _read(path, path.stat().st_mtime_ns)
