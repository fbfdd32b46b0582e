"""Breaks that are known beforehand: the law, mergers, and what the region file names. Notes of users come beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import names
from regiewijzer.definitions.indicators_types import Indicator
from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.rules import RuleText
from regiewijzer.definitions.yaml_files import read_yaml
from regiewijzer.ledger.region import Municipality, Region
from regiewijzer.vocabulary.periods import first_of_month
from regiewijzer.web import numbers


@dataclass(frozen=True, slots=True)
class Break:
    """A month from which a series may look different, and why."""

    month: date
    text: str


@cache
def _national(path: Path) -> tuple[tuple[date, RuleText], ...]:
    rows = read_yaml(path)["turning_points"]
    return tuple((row["month"], RuleText(row["nl"], row["en"])) for row in rows)


def _mergers(region: Region) -> Iterator[Break]:
    called = names.municipalities(region)
    for one in region.municipalities:
        if one.valid_until and one.successor:
            text = names.merger_sentence(one, called.get(one.successor, one.successor))
            yield Break(first_of_month(one.valid_until), text)


def _membership(region: Region) -> Iterator[Break]:
    for one in region.municipalities:
        for term in one.member:
            yield from _edge(
                one, term.valid_from, _("%(name)s hoort vanaf %(day)s bij de regio; daarvoor telt de gemeente niet mee.")
            )
            yield from _edge(
                one, term.valid_until, _("%(name)s hoort vanaf %(day)s niet meer bij de regio en telt niet meer mee.")
            )
        for term in one.accounting:
            yield from _edge(one, term.valid_from, _("%(name)s contracteert vanaf %(day)s voor de regio en betaalt zelf niet."))
            yield from _edge(one, term.valid_until, _("%(name)s betaalt vanaf %(day)s weer zelf."))


def _edge(one: Municipality, day: date | None, sentence: str) -> Iterator[Break]:
    if day:
        yield Break(first_of_month(day), sentence % {"name": one.name, "day": numbers.full_date(day)})


def _definition_changes(indicator: Indicator) -> Iterator[Break]:
    versions = (*indicator.earlier, indicator)
    for before, after in pairwise(versions):
        places = {"before": before.version, "after": after.version}
        text = _("Definitie gewijzigd van versie %(before)s in %(after)s. De hele lijn volgt de nieuwe.") % places
        yield Break(first_of_month(after.reviewed_on), text)


def _contracts(turns: Sequence[tuple[date, int, int]]) -> Iterator[Break]:
    for month, started, running in turns:
        places = {"started": numbers.number(started), "running": numbers.number(running)}
        yield Break(month, _("Nieuwe contracten: %(started)s van de %(running)s contracten begonnen in deze maand.") % places)


def known_breaks(region: Region, indicator: Indicator, contracts: Sequence[tuple[date, int, int]] = ()) -> tuple[Break, ...]:
    """Return the known breaks of an indicator in a region, oldest first.

    `contracts`: the months in which many contracts began, with how many of how many.
    """
    language = get_language() or "nl"
    national = _national(definitions_folder() / "timeline" / "turning_points.yaml")
    regional = [Break(point.month, point.text(language)) for point in region.turning_points]
    law = [Break(month, text.in_language(language)) for month, text in national]
    found = [*law, *regional, *_mergers(region), *_membership(region), *_contracts(contracts), *_definition_changes(indicator)]
    return tuple(sorted(found, key=lambda one: one.month))
