"""Names of the codes that figures are broken down by, in the language of the page."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from regiewijzer.definitions.location import definitions_folder
from regiewijzer.ledger.region import Municipality, Region
from regiewijzer.web.numbers import full_date


@cache
def _codelist(path: Path, key: str) -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = yaml.safe_load(path.read_text("utf-8"))[key]
    return found


def _names(file: str, key: str) -> dict[str, str]:
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    return {code: texts[language] for code, texts in _codelist(definitions_folder() / "codelists" / file, key).items()}


def care_forms() -> dict[str, str]:
    """Return the names of the forms of care by code."""
    return _names("care_forms.yaml", "forms")


def product_categories() -> dict[str, str]:
    """Return the names of the product categories by code."""
    return _names("product_categories.yaml", "categories")


def municipalities(region: Region) -> dict[str, str]:
    """Return the names of the municipalities by code; "unknown" is a municipality that no message named."""
    return {one.code: one.name for one in region.municipalities} | {"unknown": _("gemeente onbekend")}


def providers(region: Region) -> dict[str, str]:
    """Return the names of the providers by code."""
    return {one.code: one.name for one in region.providers}


def merged(region: Region, day: date) -> dict[str, str]:
    """Return the municipalities that no longer exist on that day, each with a sentence on where it went."""
    names = municipalities(region)
    ended = (one for one in region.municipalities if one.valid_until and one.valid_until <= day)
    return {one.code: _sentence(one, names.get(one.successor or "", "")) for one in ended}


def _sentence(one: Municipality, successor: str) -> str:
    assert one.valid_until is not None, one
    places = {"name": one.name, "day": full_date(one.valid_until), "successor": successor}
    if not successor:
        return _("%(name)s bestaat niet meer sinds %(day)s.") % places
    return _("%(name)s hoort sinds %(day)s bij %(successor)s.") % places
