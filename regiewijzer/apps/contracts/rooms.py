"""The spending room in words: what is used and bound of a cap, when it runs out, who must still be served."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from regiewijzer.contracting.spending import Cap, Exhaustion
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.pipeline.spending import Room
from regiewijzer.web.numbers import euros, full_date, percent

LIKELY = 0.5  # from this chance on that a cap runs out within the year both sides are warned
REGION = "regio"  # in an address: all municipalities together
STEP = 0.05  # a chance is told in steps of this size: more would look surer than it is


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A cap in the list."""

    provider: str
    place: str
    address: str
    cap: str
    used: str
    used_share: str
    bound: str
    expected: str
    runs_out: str
    chance: str
    warns: bool


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of the year: name, amount, and what it is."""

    name: str
    amount: str
    note: str = ""
    is_sum: bool = False


def amount(value: Value) -> str:
    """Return an amount as a reader may see it."""
    if value.state is ValueState.HIDDEN:
        return _("te weinig jongeren")
    return euros(int(value.number)) if value.number is not None else _("onbekend")


def count(value: Value) -> str:
    """Return a number of young people as a reader may see it."""
    if value.state is ValueState.HIDDEN:
        return _("minder dan 10")
    return str(value.number) if value.number is not None else _("onbekend")


def chance_in_words(chance: float | None) -> str:
    """Return a chance in steps, never as sure as 0 or 100 %."""
    if chance is None:
        return _("niet te zeggen")
    if chance <= STEP:
        return _("hoogstens %(chance)s") % {"chance": percent(STEP, 0)}
    if chance >= 1 - STEP:
        return _("minstens %(chance)s") % {"chance": percent(1 - STEP, 0)}
    return percent(round(chance / STEP) * STEP, 0)


def is_likely(told: Exhaustion | None) -> bool:
    """Tell whether a cap will likely run out within the year."""
    if told is None:
        return False
    return told.chance >= LIKELY if told.chance is not None else told.expected is not None


def runs_out_in_words(told: Exhaustion | None) -> str:
    """Return when a cap runs out: the expected day with an earlier and a later one."""
    if told is None:
        return _("niet te tonen")
    if told.expected is None and told.earliest is None:
        return _("niet dit jaar")
    expected = full_date(told.expected) if told.expected else _("niet dit jaar")
    if told.earliest is None or told.earliest == told.latest:
        return expected
    latest = full_date(told.latest) if told.latest else _("niet dit jaar")
    said = {"expected": expected, "earliest": full_date(told.earliest), "latest": latest}
    return _("%(expected)s (op zijn vroegst %(earliest)s, op zijn laatst %(latest)s)") % said


def place_name(municipality: str | None, names: Mapping[str, str]) -> str:
    """Return the municipality of a room, or all of them."""
    return _("alle gemeenten samen") if municipality is None else names.get(municipality, municipality)


def address_of(room: Room) -> str:
    """Return the address of the page of a room."""
    return reverse("contracts:room", args=[room.provider, room.municipality or REGION])


def cap_in_words(room: Room) -> str:
    """Return the cap; of a joint one that it is joint."""
    if room.cap is not None:
        return euros(room.cap.total)
    if room.joint_cap is not None:
        return _("%(amount)s voor alle gemeenten samen") % {"amount": euros(room.joint_cap.total)}
    return "–"


def share_in_words(room: Room, name: str) -> str:
    """Return which share of the cap an amount is."""
    number = room.parts[name].number
    return percent(number / room.cap.total, 0) if room.cap and room.cap.total and number is not None else ""


def room_rows(found: Sequence[Room], names: Mapping[str, str]) -> list[RoomRow]:
    """Return rooms as they stand in the list, those that run out first on top."""
    return [_row(one, names) for one in sorted(found, key=_urgency)]


def _urgency(room: Room) -> tuple[float, date, str]:
    told = room.runs_out
    chance = told.chance if told and told.chance is not None else -1.0
    return (-chance, told.expected if told and told.expected else date.max, room.provider)


def _row(room: Room, names: Mapping[str, str]) -> RoomRow:
    return RoomRow(
        names.get(room.provider, room.provider),
        place_name(room.municipality, names),
        address_of(room),
        cap_in_words(room),
        amount(room.parts["used"]),
        share_in_words(room, "used"),
        amount(room.parts["bound"]),
        amount(room.parts["expected"]),
        runs_out_in_words(room.runs_out) if room.cap else "–",
        chance_in_words(room.runs_out.chance) if room.runs_out else "–",
        is_likely(room.runs_out),
    )


def part_rows(room: Room) -> list[PartRow]:
    """Return the parts of the year with their sums."""
    parts = room.parts
    rows = [
        PartRow(_("Goedgekeurd"), amount(parts["approved"]), _("declaratieregels die zijn goedgekeurd")),
        PartRow(_("Ingediend, nog open"), amount(parts["open"]), _("declaratieregels waarop nog geen antwoord is")),
        PartRow(_("Gebruikt"), amount(parts["used"]), "", is_sum=True),
        PartRow(_("Geleverd, nog niet gedeclareerd"), amount(parts["delivered"]), _("maanden die voorbij zijn; verwacht")),
        PartRow(
            _("Nog te leveren door lopende zorg"),
            amount(parts["committed"]),
            _("wat lopende zorg dit jaar nog brengt, voor zover dat gewoonlijk wordt geleverd"),
        ),
        PartRow(_("Gebruikt en vastgelegd"), amount(parts["bound"]), "", is_sum=True),
        PartRow(_("Zorg die nog begint"), amount(parts["new"]), _("jongeren die dit jaar nog instromen, naar verwachting")),
        PartRow(_("Verwacht over het hele jaar"), amount(parts["expected"]), "", is_sum=True),
    ]
    return [*rows, *_left(room)]


def _left(room: Room) -> list[PartRow]:
    if room.cap is None:
        return []
    left = room.left("bound")
    note = _("plafond min wat gebruikt en vastgelegd is")
    return [
        *cap_rows(room.cap),
        PartRow(_("Ruimte"), euros(left) if left is not None else amount(room.parts["bound"]), note, is_sum=True),
    ]


def cap_rows(cap: Cap) -> list[PartRow]:
    """Return a cap with its corrections."""
    rows = [PartRow(_("Plafond zoals afgesproken"), euros(cap.agreed))]
    if cap.extra_costs:
        rows.append(PartRow(_("Meerkosten"), euros(cap.extra_costs), _("tijdelijke regeling boven het plafond")))
    if cap.transfer:
        rows.append(PartRow(_("Overgeheveld"), euros(cap.transfer), _("van of naar een andere aanbieder")))
    return [*rows, PartRow(_("Plafond"), euros(cap.total), "", is_sum=True)]


def sentence(room: Room, names: Mapping[str, str]) -> str:
    """Say in a sentence how it stands."""
    said = {
        "name": names.get(room.provider, room.provider),
        "place": place_name(room.municipality, names),
        "cap": cap_in_words(room),
        "used": amount(room.parts["used"]),
        "day": runs_out_in_words(room.runs_out),
        "chance": chance_in_words(room.runs_out.chance if room.runs_out else None),
    }
    if room.is_hidden:
        return _("Achter deze bestedingsruimte zitten te weinig jongeren om bedragen te tonen. Het plafond is %(cap)s.") % said
    if room.cap is None:
        return _("Hier staat het eigen deel van uw gemeente: gebruikt is %(used)s. Het plafond is %(cap)s.") % said
    if room.runs_out is None or (room.runs_out.expected is None and room.runs_out.earliest is None):
        return _("Van %(cap)s is %(used)s gebruikt. Naar verwachting is het plafond dit jaar genoeg.") % said
    if room.runs_out.chance is None:
        return _("Van %(cap)s is %(used)s gebruikt. Naar verwachting is het plafond op: %(day)s.") % said
    return _("Van %(cap)s is %(used)s gebruikt. De kans dat het plafond dit jaar op raakt is %(chance)s; op: %(day)s.") % said
