"""Money is an integer of euro cents."""


def signed_cents(amount: int, sign: str) -> int:
    """Return the amount of the standard with its sign: D (debet) adds, C (credit) subtracts."""
    assert sign in ("D", "C"), sign
    return amount if sign == "D" else -amount


def euros(cents: int) -> str:
    """Return the amount in Dutch notation without the sign of the currency: 123456 -> '1.234,56'."""
    whole, rest = divmod(abs(cents), 100)
    grouped = f"{whole:,}".replace(",", ".")
    return f"{'-' if cents < 0 else ''}{grouped},{rest:02d}"
