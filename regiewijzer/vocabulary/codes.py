"""Codes of persons and organisations: citizen number (BSN), provider (AGB), municipality (CBS)."""

import re

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
SYNTHETIC_REMAINDER = 5  # F11: demo numbers fail the 11-test by exactly this remainder
OFFICIAL_TEST_RANGE = (999_900_006, 999_999_990)


def eleven_remainder(bsn: str) -> int | None:
    """Return the remainder of the 11-test (elfproef), or None when it is not nine digits."""
    if not re.fullmatch(r"[0-9]{9}", bsn):
        return None
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, bsn, strict=True)) % 11


def is_valid_bsn(bsn: str) -> bool:
    """Tell whether the number passes the 11-test; 000000000 does arithmetically but is refused."""
    return bsn != "000000000" and eleven_remainder(bsn) == 0


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
