"""Small secrets that must be read back (those of apps with codes), sealed with a key made from the key of the installation.

Who has a copy of the database alone cannot read them.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class CannotUnseal(ValueError):
    """It was sealed with another key than that of this installation."""


def _fernet() -> Fernet:
    key = HKDF(SHA256(), 32, salt=None, info=b"regiewijzer second factor").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))


def seal(text: str) -> str:
    """Return the text as it may be kept."""
    return _fernet().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """Return the text; CannotUnseal when the key is another one."""
    try:
        return _fernet().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise CannotUnseal("the key of the installation is not the one this was sealed with") from error
