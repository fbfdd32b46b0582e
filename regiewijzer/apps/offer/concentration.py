"""How much of the offer rests on few providers: plain arithmetic on places by form of care and provider.

The Herfindahl-Hirschman index (HHI) is the sum of the squared shares in percent: 10,000 when one provider has everything, near
nought when many are equal. From 2,500 on a market is called highly concentrated.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

HIGH = 2_500
FALL = 0.10  # of the occupancy in a year, in parts of all places: less is in the noise of a quarter

Places = Mapping[tuple[str, str], int]  # (form of care, provider) -> places


@dataclass(frozen=True, slots=True)
class Form:
    """One form of care: its places, who has them, and how concentrated that is. `largest`: provider and its share."""

    code: str
    places: int
    providers: int
    hhi: int
    largest: str
    largest_share: float

    @property
    def is_single(self) -> bool:
        """Tell whether one provider has all places."""
        return self.providers == 1

    @property
    def is_concentrated(self) -> bool:
        """Tell whether the market is highly concentrated."""
        return self.hhi >= HIGH


@dataclass(frozen=True, slots=True)
class Dependence:
    """What the region has of one provider: its part of all places, and the forms of care that only it offers."""

    provider: str
    places: int
    share: float
    only_in: tuple[str, ...]


def hhi(sizes: Sequence[int]) -> int:
    """Return the index of these sizes, rounded; ValueError when there is nothing."""
    total = sum(sizes)
    if total <= 0:
        raise ValueError("nothing to divide")
    return round(sum((100 * size / total) ** 2 for size in sizes))


def forms_of(places: Places) -> tuple[Form, ...]:
    """Return every form of care that has places, the most concentrated first."""
    by_form: dict[str, dict[str, int]] = {}
    for (form, provider), count in places.items():
        if count > 0:
            by_form.setdefault(form, {})[provider] = count
    found = [_form(code, sizes) for code, sizes in by_form.items()]
    return tuple(sorted(found, key=lambda form: (-form.hhi, form.code)))


def _form(code: str, sizes: Mapping[str, int]) -> Form:
    total, largest = sum(sizes.values()), max(sizes, key=lambda one: (sizes[one], one))
    return Form(code, total, len(sizes), hhi(list(sizes.values())), largest, sizes[largest] / total)


def dependences(places: Places, forms: Iterable[Form]) -> tuple[Dependence, ...]:
    """Return every provider with places, who is the only one somewhere first, then the largest."""
    only = [(form.largest, form.code) for form in forms if form.is_single]
    sizes: dict[str, int] = {}
    for (_form_code, provider), count in places.items():
        sizes[provider] = sizes.get(provider, 0) + count
    total = sum(sizes.values())
    found = [
        Dependence(provider, count, count / total, tuple(sorted(code for one, code in only if one == provider)))
        for provider, count in sizes.items()
        if count > 0
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.only_in), -one.places, one.provider)))


def has_fallen(now: float | None, before: float | None) -> bool:
    """Tell whether the occupancy fell by more than a tenth of all places in a year; never when either is not known."""
    return now is not None and before is not None and before - now >= FALL
