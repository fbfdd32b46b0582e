"""The dimensions of a figure in words: what they are called in an address, on the page, and what is below what."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from regiewijzer.definitions.indicators_types import Indicator

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension. `field` is its name in an address, `everything` what a reader chooses to have no filter.

    `ordered`: its codes have an order of their own, so that rows are not ranked by value.
    """

    code: str
    field: str
    label: Text
    everything: Text
    per: Text
    ordered: bool = False


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
BY_CODE: Mapping[str, Dimension] = {one.code: one for one in _ALL}
BY_FIELD: Mapping[str, Dimension] = {one.field: one for one in _ALL}

# From the whole region down to one provider: where a row of a breakdown leads to.
DRILL = ("subregion", "municipality", "district", "product_category", "provider")
# Always in sight above a figure; the other dimensions stand behind "more choices".
FOREMOST = ("subregion", "municipality", "care_form", "provider")


def dimensions_of(indicator: Indicator) -> tuple[Dimension, ...]:
    """Return the dimensions of an indicator, in the order of the page."""
    return tuple(one for one in _ALL if one.code in indicator.dimensions)


def below(code: str, available: frozenset[str]) -> str | None:
    """Return the next dimension to break down by once one member of this one was chosen, if any is available."""
    path = DRILL if code in DRILL else (code, *DRILL)
    return next((one for one in path[path.index(code) + 1 :] if one in available), None)
