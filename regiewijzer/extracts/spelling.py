"""When two spellings are the same: without case, accents and needless blanks."""

import unicodedata


def plain(text: str) -> str:
    """Return the text in small letters, without accents, with single blanks: "  Één  GROEP" is "een groep"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in parts if not unicodedata.combining(one)).split())
