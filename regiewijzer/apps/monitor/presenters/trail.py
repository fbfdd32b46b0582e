"""The choice that is made: the way from the whole region down, and the other choices beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.dimensions import BY_CODE, DRILL, Dimension, below
from regiewijzer.apps.monitor.forms import FigureForm

PLACE = "#uitsplitsing"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way; the last one has no address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice beside the way, with the address without it."""

    label: str
    name: str
    without: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to break the figure down."""

    label: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Trail:
    """The whole choice."""

    steps: tuple[Step, ...]
    chips: tuple[Chip, ...]


def _cleared(dimensions: Sequence[Dimension]) -> dict[str, str]:
    return {one.field: "" for one in dimensions}


def trail_of(form: FigureForm) -> Trail:
    """Return the choice in words, each part with the address that goes back to it or leaves it out."""
    chosen = form.chosen()
    down = [(one, name) for one, _code, name in chosen if one.code in DRILL]
    names = [_("Hele regio"), *(name for _one, name in down)]
    deeper = [[one for one, _name in down[place:]] for place in range(len(names))]
    steps = tuple(
        Step(name, "" if not below_it else form.address(**_cleared(below_it)))
        for name, below_it in zip(names, deeper, strict=True)
    )
    chips = (Chip(str(one.label), name, form.address(**{one.field: ""})) for one, _code, name in chosen if one.code not in DRILL)
    return Trail(steps, tuple(chips))


def tabs_of(form: FigureForm, current: Dimension) -> tuple[Tab, ...]:
    """Return the ways to break the figure down."""
    return tuple(Tab(str(one.label), form.address(per=one.field) + PLACE, one.code == current.code) for one in form.breakdowns)


def deeper_address(form: FigureForm, dimension: Dimension, code: str) -> str:
    """Return the address of one member of a breakdown, broken down one level further."""
    chosen = {one.code for one, _code, _name in form.chosen()} | {dimension.code}
    available = frozenset(one.code for one in form.breakdowns) - chosen
    further = below(dimension.code, available)
    per = {"per": BY_CODE[further].field} if further else {}
    return form.address(**{dimension.field: code}, **per)
