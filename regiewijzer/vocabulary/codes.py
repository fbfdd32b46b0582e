"""Codes of persons and organisations: citizen number (BSN), provider (AGB), municipality (CBS)."""

import re
from operator import mul

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_OF_ZEROS = ord("0") * sum(_WEIGHTS)
SYNTHETIC_REMAINDER = 5  # F11: demo numbers fail the 11-test by exactly this remainder
OFFICIAL_TEST_RANGE = (999_900_006, 999_999_990)


def eleven_remainder(bsn: str) -> int | None:
    """Return the remainder of the 11-test (elfproef), or None when it is not nine digits."""
    if len(bsn) != 9 or not (bsn.isascii() and bsn.isdigit()):
        return None
    total: int = sum(map(mul, _WEIGHTS, bsn.encode()))
    return (total - _OF_ZEROS) % 11


def is_valid_bsn(bsn: str) -> bool:
    """Tell whether the number passes the 11-test; 000000000 does arithmetically but is refused."""
    return bsn != "000000000" and eleven_remainder(bsn) == 0


def could_be_bsn(bsn: str) -> bool:
    """Tell whether the number is a citizen number: one that could be real, a test number or an invented one."""
    remainder = eleven_remainder(bsn)
    return remainder == SYNTHETIC_REMAINDER or (remainder == 0 and bsn != "000000000")


def is_test_bsn(bsn: str) -> bool:
    """Tell whether the number is in the official test range, which is never issued."""
    return is_valid_bsn(bsn) and OFFICIAL_TEST_RANGE[0] <= int(bsn) <= OFFICIAL_TEST_RANGE[1]


def is_synthetic_bsn(bsn: str) -> bool:
    """Tell whether the number is one of a demo installation: it fails the 11-test by the fixed remainder."""
    return eleven_remainder(bsn) == SYNTHETIC_REMAINDER


def is_agb(code: str) -> bool:
    """Tell whether the code has the form of a provider code (AGB): eight digits."""
    return re.fullmatch(r"[0-9]{8}", code) is not None


def is_municipality(code: str) -> bool:
    """Tell whether the code has the form of a municipality code (CBS): four digits."""
    return re.fullmatch(r"[0-9]{4}", code) is not None
