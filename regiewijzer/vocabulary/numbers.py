"""Numbers in Dutch notation, for texts that no page makes."""

from decimal import ROUND_HALF_UP, Decimal

_DUTCH = str.maketrans(",.", ".,")


def dutch(value: float | int, decimals: int = 0) -> str:
    """Return the value rounded half up and grouped: 1234.5 -> "1.235"."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded or abs(rounded):,.{decimals}f}".translate(_DUTCH)
