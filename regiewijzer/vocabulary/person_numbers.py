"""Which person numbers (BSN) an installation takes: a demo refuses real ones, a productive one refuses invented ones."""

from enum import StrEnum

from regiewijzer.vocabulary.codes import is_synthetic_bsn, is_test_bsn, is_valid_bsn


class PersonNumbers(StrEnum):
    """The kind of numbers this installation takes; rule CS002 refuses all others (query: CS002.sql, the same in SQL)."""

    DEMO = "demo"  # numbers of our simulation and of the official test range; never a number that may belong to someone
    PRODUCTIVE = "productive"  # numbers that pass the 11-test (elfproef) and can have been issued

    def accepts(self, bsn: str) -> bool:
        """Tell whether the number is taken; False for what is not nine digits."""
        if self is PersonNumbers.DEMO:
            return is_synthetic_bsn(bsn) or is_test_bsn(bsn)
        return is_valid_bsn(bsn) and not is_test_bsn(bsn)
