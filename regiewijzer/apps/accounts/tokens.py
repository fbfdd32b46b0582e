"""What a token looks like: "rw_", eight characters to recognise it by, and 43 that only its holder knows."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from django.utils.crypto import get_random_string

_FORM = re.compile(r"(rw_[0-9a-z]{8})_([0-9A-Za-z_-]{43})")
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class TokenText:
    """A token as its holder sends it. The hash needs no salt or slowness: there is nothing to guess in 256 random bits."""

    prefix: str
    text: str

    @property
    def hash(self) -> str:
        """The hexadecimal SHA-256 that is kept."""
        return hashlib.sha256(self.text.encode("ascii")).hexdigest()

    def is_of(self, hash_: str) -> bool:
        """Tell whether this is the token of a hash, in a time that does not depend on how much of it is right."""
        return hmac.compare_digest(self.hash, hash_)


def new_token() -> TokenText:
    """Return a token that nobody has."""
    prefix = "rw_" + get_random_string(8, _ALPHABET)
    return TokenText(prefix, f"{prefix}_{secrets.token_urlsafe(32)}")


def read_token(text: str) -> TokenText | None:
    """Return the token in a text, None when it has not the form of one."""
    match = _FORM.fullmatch(text)
    return TokenText(match[1], text) if match else None
