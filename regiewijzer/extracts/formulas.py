"""Keeps text from becoming a formula: an apostrophe in front, put on when a CSV file is written and taken off when it is read."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"-?[0-9]+(?:,[0-9]+)?")


def safe_text(text: str) -> str:
    """Return the text as it may stand in a CSV file: no spreadsheet takes it for a formula. Our own numbers stay as they are."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def without_apostrophe(text: str) -> str:
    """Take off the apostrophe that `safe_text` put in front."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
