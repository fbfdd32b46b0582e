"""Districts (wijken) of the invented municipalities: postcodes of homes, and the table that leads from postcode to district."""

import csv
from collections.abc import Iterator
from pathlib import Path

from regiewijzer.simulation.region import Place, SyntheticRegion

POSTCODES_FILE = "postcodes.csv"
_ENDINGS = 10  # four-digit postcodes per municipality
_LETTERS = "QX"  # never given out


def ending_of(person: int) -> int:
    """Return the last digit of the postcode of a person's home; a move changes municipality, not this."""
    return person % _ENDINGS


def postcode4(place: int, ending: int) -> str:
    """Return the digits of a postcode in the municipality with that place in the region."""
    return str(9000 + place * _ENDINGS + ending)


def postcode(place: int, person: int) -> str:
    """Return the postcode of a person who lives in the municipality with that place in the region."""
    return postcode4(place, ending_of(person)) + _LETTERS


def district_number(place: Place, ending: int) -> int:
    """Return which district of the municipality a postcode with that last digit lies in."""
    return ending * len(place.districts) // _ENDINGS


def district_code(place: Place, number: int) -> str:
    """Return the code of a district, built like those of CBS."""
    return f"WK{place.code}{number:02d}"


def postcode_table(region: SyntheticRegion) -> Iterator[tuple[str, str]]:
    """Yield every postcode of the region with its district code."""
    for index, place in enumerate(region.places.values()):
        for ending in range(_ENDINGS):
            yield postcode4(index, ending), district_code(place, district_number(place, ending))


def write_postcodes(region: SyntheticRegion, path: Path) -> None:
    """Write the table that region.yaml names as `postcode_districts`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("postcode", "district_code"))
        rows.writerows(postcode_table(region))
