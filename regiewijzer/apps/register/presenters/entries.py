"""The register as rows: what is asked, of whom, how often, until when, at what cost; and the fields of one entry."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regiewijzer.apps.register.models import BasisChoice, NecessityChoice, StaffChoice, StandardChoice
from regiewijzer.apps.register.presenters.words import kind_name, kind_of_use, name_of_use, text_of
from regiewijzer.definitions.data_register_types import DataRegister, Entry, EntryField, EntryKind, GameRules
from regiewijzer.ledger.installation import Installation, TableTerms
from regiewijzer.pipeline.field_uses import FieldUses, Use, UseKind
from regiewijzer.vocabulary.periods import add_months
from regiewijzer.web import numbers

_MINUTES_PER_HOUR = 60


@dataclass(frozen=True, slots=True)
class Work:
    """How many deliveries a year, and what they cost together: of everyone, or of one organisation."""

    deliveries: int
    minutes: int
    cents: int

    @property
    def hours(self) -> str:
        """The hours in words."""
        return numbers.number(self.minutes / _MINUTES_PER_HOUR)

    @property
    def euros(self) -> str:
        """The cost in words."""
        return numbers.euros(self.cents)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry in the list. `unused`: fields that nobody uses, None while that is not known."""

    entry: Entry
    title: str
    goal: str
    deliverer: str
    how_often: str
    until: str
    end_state: str  # "" | soon | past
    necessity: str
    work: Work
    unused: int | None


@dataclass(frozen=True, slots=True)
class UseGroup:
    """Uses of one kind, each with its name and its page, if it has one."""

    name: str
    uses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of an entry: what it is called, and what uses it."""

    field: EntryField
    title: str
    groups: tuple[UseGroup, ...]
    is_used: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Volumes:
    """What the number of deliveries follows from: messages by (number, sender), organisations by kind."""

    messages: Mapping[tuple[str, str], int]
    organisations: Mapping[str, int]


def deliveries_of(entry: Entry, volumes: Volumes, organisation: Any = None) -> int:
    """Return the deliveries a year of everyone, or of one organisation: none when it is not asked of its kind."""
    if entry.kind is EntryKind.MESSAGE:
        return sum(
            count
            for (number, sender), count in volumes.messages.items()
            if number == entry.id and (organisation is None or sender == organisation.code)
        )
    each = entry.per_year or 0
    if organisation is None:
        return each * volumes.organisations.get(entry.deliverer, 0)
    return each if organisation.kind == entry.deliverer else 0


def work_of(entry: Entry, rules: GameRules, deliveries: int) -> Work:
    """Return the work of so many deliveries, by the standard cost model."""
    return Work(deliveries, entry.minutes * deliveries, rules.cost_cents(entry.minutes, entry.staff, deliveries))


def _how_often(entry: Entry) -> str:
    if entry.per_year is None:
        return _("bij elke gebeurtenis")
    return ngettext("%(count)s keer per jaar", "%(count)s keer per jaar", entry.per_year) % {"count": entry.per_year}


def end_state(until: date | None, rules: GameRules, today: date) -> str:
    """Return whether the end of something that is asked has passed ("past"), comes near ("soon"), or neither ("")."""
    if until is None:
        return ""
    return "past" if until < today else "soon" if until <= add_months(today, rules.warn_months) else ""


def _field(field: EntryField) -> tuple[str, str]:
    return field.table, field.column


def unused_fields(entry: Entry, uses: FieldUses) -> tuple[EntryField, ...]:
    """Return the fields that no figure, check, forecast or page uses, and no row needs to be told apart."""
    return tuple(field for field in entry.fields if not uses.is_justified(_field(field)))


def entry_rows(
    register: DataRegister, uses: FieldUses | None, volumes: Volumes, *, organisation: Any, only: bool, today: date
) -> list[EntryRow]:
    """Return the entries as rows; `organisation`: the work is that of this one, and with `only` no others are listed."""
    rows = []
    for entry in register.entries.values():
        if only and not _concerns(entry, organisation):
            continue
        work = work_of(entry, register.rules, deliveries_of(entry, volumes, organisation))
        rows.append(
            EntryRow(
                entry=entry,
                title=title_of(entry),
                goal=text_of(entry.goal),
                deliverer=kind_name(entry.deliverer),
                how_often=_how_often(entry),
                until=numbers.full_date(entry.until) if entry.until else _("zolang de standaard geldt"),
                end_state=end_state(entry.until, register.rules, today),
                necessity=str(NecessityChoice(entry.necessity).label),
                work=work,
                unused=len(unused_fields(entry, uses)) if uses else None,
            )
        )
    return rows


def _concerns(entry: Entry, organisation: Any) -> bool:
    return organisation is not None and organisation.kind in {entry.deliverer, *entry.senders}


def title_of(entry: Entry) -> str:
    """Return what an entry is called; a message with its number."""
    return f"{entry.id} {text_of(entry.title)}" if entry.kind is EntryKind.MESSAGE else text_of(entry.title)


def total_of(rows: Iterable[EntryRow]) -> Work:
    """Return the work of all rows together."""
    works = [row.work for row in rows]
    return Work(sum(one.deliveries for one in works), sum(one.minutes for one in works), sum(one.cents for one in works))


def _page_of(use: Use) -> str:
    return reverse("monitor:indicator", args=[use.code]) if use.kind is UseKind.INDICATOR else ""


def use_groups(uses: Sequence[Use]) -> tuple[UseGroup, ...]:
    """Return uses by kind, each in words."""
    return tuple(
        UseGroup(kind_of_use(kind), tuple((name_of_use(use), _page_of(use)) for use in found))
        for kind, found in groupby(sorted(uses), key=lambda use: use.kind)
    )


def field_title(field: EntryField) -> str:
    """Return what a field is called: its title in the file, or its element of the message."""
    return text_of(field.title) if field.title else field.source


def field_rows(entry: Entry, uses: FieldUses | None, chosen: Collection[str]) -> list[FieldRow]:
    """Return the fields of an entry with what uses each; `chosen` are the keys that a reader thinks of dropping."""
    return [
        FieldRow(
            field=field,
            title=field_title(field),
            groups=use_groups(uses.of(_field(field))) if uses else (),
            is_used=uses is None or uses.is_justified(_field(field)),
            chosen=field.key in chosen,
        )
        for field in entry.fields
    ]


def lost_groups(entry: Entry, uses: FieldUses, chosen: Collection[str]) -> tuple[UseGroup, ...]:
    """Return what falls when the chosen fields of an entry are dropped."""
    return use_groups(uses.lost_without([_field(field) for field in entry.fields if field.key in chosen]))


def terms_of(entry: Entry, installation: Installation) -> tuple[tuple[str, TableTerms], ...]:
    """Return what the installation file says of the tables that an entry fills."""
    return tuple((table, installation.terms(table)) for table in entry.tables)


def _retention(entry: Entry, installation: Installation) -> str:
    months = [terms.retention_months for _table, terms in terms_of(entry, installation) if terms.retention_months]
    if months:
        return _("%(months)s maanden (inrichtingsbestand)") % {"months": max(months)}
    if entry.retention_months:
        return _("%(months)s maanden (voorstel)") % {"months": entry.retention_months}
    return _("nog niet vastgelegd")


def facts_of(entry: Entry, register: DataRegister, installation: Installation) -> tuple[tuple[str, str], ...]:
    """Return what the page of an entry says of it, by name."""
    grounds = {terms.legal_ground for _table, terms in terms_of(entry, installation) if terms.legal_ground}
    rate = register.rules.staff[entry.staff]
    return (
        (_("Doel"), text_of(entry.goal)),
        (_("Wat er met de uitkomst gebeurt"), text_of(entry.use)),
        (_("Nodig of prettig"), str(NecessityChoice(entry.necessity).label)),
        (_("Gevraagd van"), ", ".join(kind_name(kind) for kind in entry.senders)),
        (_("Hoe vaak"), _how_often(entry)),
        (_("Zelfde vraag"), str(StandardChoice(entry.standard).label)),
        (_("Grondslag"), "; ".join(sorted(grounds)) or entry.legal_ground),
        (_("Bewaartermijn"), _retention(entry, installation)),
        (_("Gevraagd tot en met"), numbers.full_date(entry.until) if entry.until else _("zolang de standaard geldt")),
        (
            _("Werk per levering"),
            _("%(minutes)s minuten, %(staff)s à %(rate)s per uur (%(basis)s)")
            % {
                "minutes": entry.minutes,
                "staff": str(StaffChoice(entry.staff).label),
                "rate": numbers.euros(rate.hour_cents),
                "basis": str(BasisChoice(entry.basis).label),
            },
        ),
    )
