"""Codes of an app (TOTP, RFC 6238) and recovery codes: pure, the moment is passed in."""

import hashlib
import hmac
from datetime import datetime

import pyotp
import segno
from django.utils.crypto import get_random_string

STEP = 30  # seconds that a code lasts
ISSUER = "Regiewijzer"
RECOVERY_CODES = 8
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_secret() -> str:
    """Return a secret for an app: 160 bits in base 32."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, *, after: int, at: datetime) -> int | None:
    """Return the step of which this is the code, None when it is none of now, just before or just after.

    Steps up to `after` are used up: a code that someone saw over a shoulder does not work again.
    """
    code = "".join(code.split())
    now = int(at.timestamp()) // STEP
    generator = pyotp.TOTP(secret)
    found = [
        step for step in (now - 1, now, now + 1) if hmac.compare_digest(generator.generate_otp(step).encode(), code.encode())
    ]
    return next((step for step in found if step > after), None)


def address(secret: str, username: str) -> str:
    """Return the address that an app reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def picture(text: str) -> str:
    """Return a QR code of the text as SVG, without styles of its own: the policy of the pages forbids them."""
    return segno.make(text, error="m").svg_inline(scale=5, border=4, light="#fff", omitsize=True)


def new_recovery_codes() -> list[str]:
    """Return codes of four times four characters of 31: 79 bits each."""
    return ["-".join(get_random_string(4, _ALPHABET) for _ in range(4)) for _ in range(RECOVERY_CODES)]


def hash_of(code: str) -> str:
    """Return what is kept of a recovery code; spaces, hyphens and capitals make no difference."""
    plain = "".join(code.split()).replace("-", "").lower()
    return hashlib.sha256(plain.encode()).hexdigest()
