"""Whether the forecast fits the budget, in words and tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regiewijzer.apps.outlook import words
from regiewijzer.apps.outlook.warnings.queries import CHOICES, NEVER, USUAL, is_over, thresholds
from regiewijzer.figures.values import ValueState
from regiewijzer.pipeline.forecast_room import Room
from regiewijzer.web.numbers import percent


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A municipality: its name, budget, what is expected with what is outside the claims, the chance, whether it is a warning."""

    name: str
    code: str
    budget: str
    total: str
    chance: str
    warns: bool


@dataclass(frozen=True, slots=True)
class RoomView:
    """The sentence, what it is made of, and the municipalities with the largest chance first.

    code, limits: of a municipality, from which chance it can be warned.
    """

    sentence: str
    made_of: tuple[tuple[str, str], ...]
    rows: tuple[RoomRow, ...]
    warns: bool
    code: str
    limits: tuple[tuple[str, str, bool], ...]


def _limits(chosen: float) -> tuple[tuple[str, str, bool], ...]:
    """Return the limits to choose from: value, name, and whether it is the one that holds."""
    never = _("nooit")
    return tuple((str(one), never if one == NEVER else percent(one, 0), one == chosen) for one in CHOICES)


def _sentence(room: Room) -> str:
    if room.budget.number is None:
        return _("Er is geen begroting aangeleverd: er is dus niets om de verwachting naast te leggen.")
    if room.total.state is ValueState.UNKNOWN:
        return _("Wat buiten de declaraties wordt betaald is niet aangeleverd: een kans op overschrijding is niet te geven.")
    said = {
        "budget": words.amount(room.budget),
        "version": words.versions()[room.version],
        "total": words.amount(room.total),
        "chance": words.chance(room.chance),
    }
    return (
        _(
            "Begroot is %(budget)s (%(version)s); verwacht wordt %(total)s, met wat buiten de declaraties wordt betaald. De kans "
            "op overschrijding is %(chance)s."
        )
        % said
    )


def _made_of(room: Room) -> tuple[tuple[str, str], ...]:
    parts = [(name, words.exact(room.outside[part])) for part, name in words.outside().items()]
    return (
        (_("Begroting"), words.exact(room.budget)),
        (_("Gedeclareerde zorg, verwacht"), words.exact(room.claims)),
        *parts,
        (_("Samen verwacht"), words.exact(room.total)),
    )


def room_view(rooms: Sequence[Room], names: Mapping[str, str]) -> RoomView | None:
    """Return the room of the first, which is asked for, with the others as rows; None when there is none."""
    if not rooms:
        return None
    (first, *others), chosen = rooms, thresholds()
    ordered = sorted(others, key=lambda one: (-(one.chance.number or 0), one.node.municipality or ""))
    rows = tuple(
        RoomRow(
            names.get(code := room.node.municipality or "", code),
            code,
            words.exact(room.budget),
            words.exact(room.total),
            words.chance(room.chance),
            bool(is_over(room, chosen)),
        )
        for room in ordered
    )
    code = first.node.municipality or ""
    limits = _limits(chosen.get(code, USUAL)) if code else ()
    return RoomView(_sentence(first), _made_of(first), rows, bool(is_over(first, chosen)), code, limits)
