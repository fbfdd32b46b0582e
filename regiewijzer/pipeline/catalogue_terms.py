"""The words of DCAT-AP-NL 3.0 that the catalogue uses: namespaces, and terms of the lists that the profile prescribes."""

from collections.abc import Mapping
from enum import StrEnum

PREFIXES: Mapping[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_LISTS = "http://publications.europa.eu/resource/authority/"
DUTCH = f"{_LISTS}language/NLD"
ENGLISH = f"{_LISTS}language/ENG"
NETHERLANDS = f"{_LISTS}country/NLD"
PUBLIC = f"{_LISTS}access-right/PUBLIC"
CSV_FILE = f"{_LISTS}file-type/CSV"
CC0 = f"{_LISTS}licence/CC0"
CC0_TEXT = "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"
CSV_MEDIA = "https://www.iana.org/assignments/media-types/text/csv"
THEMES_LIST = f"{_LISTS}data-theme"
THEMES: Mapping[str, tuple[str, str]] = {  # theme -> its name in Dutch and English
    f"{_LISTS}data-theme/SOCI": ("Bevolking en samenleving", "Population and society"),
    f"{_LISTS}data-theme/HEAL": ("Gezondheid", "Health"),
}
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
PROFILE = "https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/"


class Frequency(StrEnum):
    """How often something new appears, by the code of the European list of frequencies."""

    QUARTERLY = "QUARTERLY"
    TWICE_A_YEAR = "ANNUAL_2"
    YEARLY = "ANNUAL"
    IRREGULAR = "IRREG"

    @property
    def term(self) -> str:
        """The address of the term."""
        return f"{_LISTS}frequency/{self.value}"
