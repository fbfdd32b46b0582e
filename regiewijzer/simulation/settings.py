"""How large a synthetic region is, which window it covers and how careless its senders are."""

from dataclasses import dataclass, replace
from datetime import date

PRESENT = date(2026, 10, 31)


class UnknownScaleError(ValueError):
    """The scale has no settings; the text names those that exist."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One run. `faults` and `lateness` multiply the scenario's rates: 0 = none, 1 = as calibrated."""

    scale: str
    seed: int
    young_people: int  # aged 0-17 at the present
    municipalities: int  # at the present; one more exists until the merger
    providers: int
    first_month: date  # the window runs from its first day up to and including `present`
    merger: date
    returns: float  # share of messages whose return message (302, 306, ...) is written
    present: date = PRESENT
    faults: float = 1.0
    lateness: float = 1.0
    burn_in_months: int = 84

    def clean(self) -> "Settings":
        """Return the same region with senders who make no faults and send everything on the day itself."""
        return replace(self, faults=0.0, lateness=0.0)


SCALES = ("tiny", "small", "region")
_PRESETS = {
    "tiny": Settings("tiny", 0, 300, 2, 6, date(2025, 5, 1), date(2026, 1, 1), 0.5),
    "small": Settings("small", 0, 25_000, 10, 60, date(2022, 11, 1), date(2025, 1, 1), 0.15),
    "region": Settings("region", 0, 228_000, 10, 250, date(2021, 11, 1), date(2024, 1, 1), 0.03),
}


def settings_for(scale: str, seed: int) -> Settings:
    """Return the settings of a scale; UnknownScaleError when there is none of that name."""
    if scale not in _PRESETS:
        raise UnknownScaleError(f"scale {scale!r} is not one of {', '.join(SCALES)}")
    return replace(_PRESETS[scale], seed=seed)
