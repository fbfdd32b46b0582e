"""The delivery Beleidsinformatie Jeugd with the field names and spellings of the information protocol.

Its dates are jjjjmmdd, its crisis 01 (yes) and 02 (no). The file does not say which half-year it is about: that is a column
Halfjaar or a constant of the sender's mapping. The positions of the fixed-width form are not known, so CSV and Excel are read.
"""

import re

from regiewijzer.extracts.senders import Known
from regiewijzer.extracts.sheets import Raw
from regiewijzer.extracts.translations import Translated

_COMMON = {
    "aanbieder": "provider_code",
    "halfjaar": "half_year",
    "verslagperiode": "half_year",
    "bsn": "bsn",
    "gemeentecode": "municipality_code",
    "datum aanvang": "started_on",
    "datum einde": "stopped_until",
    "reden beeindiging": "end_reason",
}
CARE_TITLES = {
    **_COMMON,
    "geslacht": "sex",
    "postcode": "postcode",
    "verwijzer": "referrer",
    "hulpvorm": "cbs_form",
    "gestart met crisis": "crisis",
    "nut jeugdige": "usefulness_youth",
    "nut ouder": "usefulness_parent",
    "zonder hulp verder jeugdige": "without_help_youth",
    "zonder hulp verder ouder": "without_help_parent",
}
PROTECTION_TITLES = {**_COMMON, "maatregel": "measure", "kinderbescherming": "measure"}
CARE_RECOGNISED_BY = frozenset({"bsn", "hulpvorm", "datum aanvang"})
PROTECTION_RECOGNISED_BY = frozenset({"bsn", "datum aanvang"})
_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_CRISIS = {"01": "ja", "02": "nee"}


def day(raw: Raw, _known: Known) -> Raw | Translated:
    """Return a day of the protocol as dd-mm-jjjj; a number of eight digits is one too."""
    written = raw.strip() if isinstance(raw, str) else str(int(raw)) if isinstance(raw, float) and raw.is_integer() else ""
    found = _DAY.fullmatch(written)
    return f"{found[3]}-{found[2]}-{found[1]}" if found else raw


def crisis(raw: Raw, _known: Known) -> Raw | Translated:
    """Return ja for 01 and nee for 02."""
    return _CRISIS.get(raw.strip(), raw) if isinstance(raw, str) else raw


TRANSLATIONS = {"started_on": day, "stopped_until": day, "crisis": crisis}
