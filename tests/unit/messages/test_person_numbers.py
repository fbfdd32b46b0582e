import pytest

from regiewijzer.messages.person_numbers import PersonNumbers
from regiewijzer.vocabulary.codes import SYNTHETIC_REMAINDER, eleven_remainder

# Computed, so that no number that could belong to someone stands in the repository.
COULD_BE_REAL = next(str(n) for n in range(123_456_700, 123_456_800) if eleven_remainder(str(n)) == 0)
SYNTHETIC = next(str(n) for n in range(123_456_700, 123_456_800) if eleven_remainder(str(n)) == SYNTHETIC_REMAINDER)
NEITHER = next(str(n) for n in range(123_456_700, 123_456_800) if eleven_remainder(str(n)) == 1)


@pytest.mark.parametrize(
    ("bsn", "demo", "productive"),
    [
        (SYNTHETIC, True, False),
        ("999900006", True, False),  # first of the official test range
        ("999999990", True, False),  # last of it
        (COULD_BE_REAL, False, True),
        (NEITHER, False, False),
        ("000000000", False, False),
        ("999999999", False, False),
        ("12345678", False, False),
        ("", False, False),
    ],
)
def test_accepts(bsn, demo, productive):
    assert (PersonNumbers.DEMO.accepts(bsn), PersonNumbers.PRODUCTIVE.accepts(bsn)) == (demo, productive)
