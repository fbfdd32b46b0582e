"""The dimensions of a figure in words: what they are called in an address, on the page, and what is below what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from regiewijzer.apps.monitor.presenters.subject import said
from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.indicators_types import Indicator, OwnDimension

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension. `field` is its name in an address, `everything` what a reader chooses to have no filter.

    `ordered`: its codes have an order of their own, so that rows are not ranked by value. `own`: only one indicator has it, and
    a page breaks down by it without choosing one of its members.
    """

    code: str
    field: str
    label: Text
    everything: Text
    per: Text
    ordered: bool = False
    own: bool = False


_ALL = (
    Dimension("subregion", "subregio", _("Subregio"), _("Alle subregio’s"), _("per subregio")),
    Dimension("municipality", "gemeente", _("Gemeente"), _("Hele regio"), _("per gemeente")),
    Dimension("district", "wijk", _("Wijk"), _("Alle wijken"), _("per wijk")),
    Dimension("care_form", "zorgvorm", _("Zorgvorm"), _("Alle zorgvormen"), _("per zorgvorm"), ordered=True),
    Dimension("product_category", "categorie", _("Productcategorie"), _("Alle categorieën"), _("per productcategorie")),
    Dimension("provider", "aanbieder", _("Aanbieder"), _("Alle aanbieders"), _("per aanbieder")),
    Dimension("age", "leeftijd", _("Leeftijd"), _("Alle leeftijden"), _("per leeftijd"), ordered=True),
    Dimension("sex", "geslacht", _("Geslacht"), _("Jongens en meisjes"), _("per geslacht"), ordered=True),
    Dimension("segment", "segment", _("Segment"), _("Alle segmenten"), _("per segment"), ordered=True),
    Dimension("frame", "kader", _("Kader"), _("Vrijwillig en gedwongen"), _("per kader"), ordered=True),
    Dimension("referrer", "verwijzer", _("Verwijzer"), _("Alle verwijzers"), _("per verwijzer"), ordered=True),
)


_said = lazy(said, str)


def _of_own(own: OwnDimension) -> Dimension:
    return Dimension(own.name, own.name, _said(own.label), "", _said(own.per), ordered=not own.is_open, own=True)


class _ByCode(Mapping[str, Dimension]):
    """The dimensions by code. Those that every indicator may have are listed; own ones are found in the definitions."""

    _shared: Mapping[str, Dimension] = {one.code: one for one in _ALL}

    def __getitem__(self, code: str) -> Dimension:
        if code in self._shared:
            return self._shared[code]
        found = (own for indicator in load_indicators().values() for own in indicator.own if own.name == code)
        own = next(found, None)
        if own is None:
            raise KeyError(code)
        return _of_own(own)

    def __iter__(self) -> Iterator[str]:
        return iter(self._shared)

    def __len__(self) -> int:
        return len(self._shared)


BY_CODE: Mapping[str, Dimension] = _ByCode()
BY_FIELD: Mapping[str, Dimension] = {one.field: one for one in _ALL}

# From the whole region down to one provider: where a row of a breakdown leads to.
DRILL = ("subregion", "municipality", "district", "product_category", "provider")
# Always in sight above a figure; the other dimensions stand behind "more choices".
FOREMOST = ("subregion", "municipality", "care_form", "provider")


def dimensions_of(indicator: Indicator) -> tuple[Dimension, ...]:
    """Return the dimensions of an indicator, in the order of the page."""
    return (*(one for one in _ALL if one.code in indicator.dimensions), *map(_of_own, indicator.own))


def below(code: str, available: frozenset[str]) -> str | None:
    """Return the next dimension to break down by once one member of this one was chosen, if any is available."""
    path = DRILL if code in DRILL else (code, *DRILL)
    return next((one for one in path[path.index(code) + 1 :] if one in available), None)
