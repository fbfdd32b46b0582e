"""Where a remark stands: one way to write an address, so that the same view of a page has one place."""

from urllib.parse import parse_qsl, urlencode, urlsplit

LONGEST = 600


def same_place(address: str) -> str | None:
    """Return the address with its choices in a fixed order, None for one that is not on our own site."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith("//") or "\\" in address:
        return None
    query = urlencode(sorted((name, value) for name, value in parse_qsl(parts.query) if value))
    found = f"{parts.path}?{query}" if query else parts.path
    return found if len(found) <= LONGEST else None
