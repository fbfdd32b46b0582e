"""When two spellings are the same: without case, accents and needless blanks."""

import unicodedata


def plain(text: str) -> str:
    """Return the text in small letters, without accents, with single blanks: "  Één  GROEP" is "een groep"."""
    if text.isascii():
        return " ".join(text.lower().split())  # most texts by far: nothing to take apart
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in parts if not unicodedata.combining(one)).split())
