"""Names of the codes that figures are broken down by, in the language of the page."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.yaml_files import read_yaml
from regiewijzer.ledger.region import Municipality, Region
from regiewijzer.web.numbers import full_date

Names = Mapping[str, Mapping[str, str]]  # dimension -> code -> name
UNKNOWN = "unknown"


@cache
def _codelist(path: Path, key: str) -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = read_yaml(path)[key]
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
    return {one.code: one.name for one in region.municipalities} | {UNKNOWN: _("gemeente onbekend")}


def providers(region: Region) -> dict[str, str]:
    """Return the names of the providers by code."""
    return {one.code: one.name for one in region.providers} | {UNKNOWN: _("aanbieder onbekend")}


def subregions(region: Region) -> dict[str, str]:
    """Return the parts of the region: their names are their codes."""
    found = sorted({one.subregion for one in region.municipalities if one.subregion})
    return {name: name for name in found} | {UNKNOWN: _("subregio onbekend")}


def ages() -> dict[str, str]:
    """Return the age groups."""
    groups = {"0-3": (0, 3), "4-11": (4, 11), "12-17": (12, 17), "18-22": (18, 22)}
    named = {code: _("%(first)s tot en met %(last)s jaar") % {"first": a, "last": b} for code, (a, b) in groups.items()}
    return named | {UNKNOWN: _("leeftijd onbekend")}


def sexes() -> dict[str, str]:
    """Return the sexes by the code of the standard."""
    return {"1": _("jongens"), "2": _("meisjes"), "0": _("geslacht onbekend"), UNKNOWN: _("geslacht niet vermeld")}


def referrers() -> dict[str, str]:
    """Return the kinds of referrers by the code of the standard."""
    return {
        "01": _("gemeente"),
        "02": _("huisarts"),
        "03": _("jeugdarts"),
        "04": _("gecertificeerde instelling"),
        "05": _("medisch specialist"),
        "06": _("geen verwijzer of zelf gekomen"),
        "08": _("rechter of officier van justitie"),
        UNKNOWN: _("verwijzer onbekend"),
    }


def frames() -> dict[str, str]:
    """Return whether care is voluntary or ordered."""
    return _names("frames_and_segments.yaml", "frames") | {UNKNOWN: _("kader onbekend")}


def segments() -> dict[str, str]:
    """Return how specialised care is."""
    return _names("frames_and_segments.yaml", "segments") | {UNKNOWN: _("segment onbekend")}


def of_dimensions(region: Region, districts: Mapping[str, str]) -> Names:
    """Return the names of codes per dimension; those of districts come from the ledger."""
    return {
        "municipality": municipalities(region),
        "subregion": subregions(region),
        "district": {**districts, UNKNOWN: _("wijk onbekend")},
        "provider": providers(region),
        "product_category": {**product_categories(), UNKNOWN: _("categorie onbekend")},
        "care_form": care_forms(),
        "segment": segments(),
        "frame": frames(),
        "referrer": referrers(),
        "age": ages(),
        "sex": sexes(),
    }


def merged(region: Region, day: date) -> dict[str, str]:
    """Return the municipalities that no longer exist on that day, each with a sentence on where it went."""
    names = municipalities(region)
    ended = (one for one in region.municipalities if one.valid_until and one.valid_until <= day)
    return {one.code: merger_sentence(one, names.get(one.successor or "", "")) for one in ended}


def merger_sentence(one: Municipality, successor: str) -> str:
    """Return where a municipality that ended went, as a sentence."""
    assert one.valid_until is not None, one
    places = {"name": one.name, "day": full_date(one.valid_until), "successor": successor}
    if not successor:
        return _("%(name)s bestaat niet meer sinds %(day)s.") % places
    return _("%(name)s hoort sinds %(day)s bij %(successor)s.") % places
