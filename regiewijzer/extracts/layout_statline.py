"""Population as StatLine of CBS gives it: Regio's, Leeftijd, Geslacht, Perioden and one column with numbers.

Only ages in years are read. A class of five years is refused, not spread: spreading would invent numbers, and expected use by age
would rest on them. Totals, other regions and ages above 22 are in every download and are skipped.
"""

import re

from regiewijzer.extracts.senders import Known
from regiewijzer.extracts.sheets import Raw
from regiewijzer.extracts.spelling import plain
from regiewijzer.extracts.translations import SKIP, Translated

OLDEST = 22
AGE_CLASS = "RW-EX-60"
TITLES = {
    "regio's": "municipality_code",
    "regios": "municipality_code",
    "leeftijd": "age",
    "geslacht": "sex",
    "perioden": "year",
    "bevolking op 1 januari (aantal)": "people",
    "bevolking op 1 januari": "people",
    "bevolking (aantal)": "people",
    "totale bevolking (aantal)": "people",
}
RECOGNISED_BY = frozenset({"leeftijd", "geslacht", "perioden"})
_CODE = re.compile(r"(?:gm)?[0-9]{4}")
_OTHER_REGION = re.compile(r"(?:nl|ld|pv|cr|wk|bu|am|ga)[0-9]{2,}")
_IN_YEARS = re.compile(r"([0-9]{1,3}) jaar")
_CLASS = re.compile(r"([0-9]{1,3}) (?:tot|tot en met|t/m) ([0-9]{1,3}) jaar|([0-9]{1,3})-([0-9]{1,3})(?: jaar)?")
_OPEN_CLASS = re.compile(r"([0-9]{1,3}) jaar (?:of|en) ouder")
_PERIOD = re.compile(r"([0-9]{4})JJ00")


def region(raw: Raw, known: Known) -> Raw | Translated:
    """Return a municipality code for a code or name; other regions, and municipalities outside ours, are skipped."""
    if not isinstance(raw, str):
        return raw
    written = plain(raw)
    if _CODE.fullmatch(written):
        code = written[-4:]
        return code if known.municipalities is None or code in known.municipality_codes else SKIP
    if _OTHER_REGION.fullmatch(written) or not written or written.startswith("bron:"):
        return SKIP
    if known.municipalities is None:
        return raw
    name = written.removesuffix("(gemeente)").strip()
    return next((one.code for one in known.municipalities if plain(one.name) == name), SKIP)


def age(raw: Raw, _known: Known) -> Raw | Translated:
    """Return the age in years."""
    written = plain(raw) if isinstance(raw, str) else ""
    if written.startswith("totaal") or not written:
        return SKIP if isinstance(raw, str) else raw
    if years := _IN_YEARS.fullmatch(written):
        return years[1] if int(years[1]) <= OLDEST else SKIP
    class_ = _CLASS.fullmatch(written) or _OPEN_CLASS.fullmatch(written)
    if not class_:
        return raw
    youngest = int(next(one for one in class_.groups() if one))
    return Translated(rule=AGE_CLASS) if youngest <= OLDEST else SKIP


def sex(raw: Raw, _known: Known) -> Raw | Translated:
    """Return man or vrouw; totals are skipped."""
    written = plain(raw) if isinstance(raw, str) else ""
    return SKIP if not written or written.startswith("totaal") else raw


def period(raw: Raw, _known: Known) -> Raw | Translated:
    """Return the year of a period such as 2024 or 2024JJ00."""
    found = _PERIOD.fullmatch(raw.strip()) if isinstance(raw, str) else None
    return found[1] if found else raw


TRANSLATIONS = {"municipality_code": region, "age": age, "sex": sex, "year": period}
