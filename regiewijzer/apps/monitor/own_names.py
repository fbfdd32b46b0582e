"""Names of the codes of own dimensions: fixed ones from the definition, paths and combinations put together from their parts."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.presenters.subject import said
from regiewijzer.definitions.indicators_own import OTHER, OwnDimension
from regiewijzer.definitions.indicators_types import Indicator

UNKNOWN = "unknown"
SIGNS = {">": " → ", "+": " + "}


def short_care_forms() -> dict[str, str]:
    """Return the forms of care in a word, where several stand beside each other."""
    return {
        "01": _("wijkteam"),
        "02": _("ambulant"),
        "03": _("daghulp"),
        "04": _("ambulant thuis"),
        "11": _("pleegzorg"),
        "12": _("gezinsgericht"),
        "13": _("gesloten"),
        "14": _("ander verblijf"),
        "JB": _("jeugdbescherming"),
        "JR": _("jeugdreclassering"),
        "PJ": _("preventief kader"),
        UNKNOWN: _("vorm onbekend"),
    }


class JoinedNames(Mapping[str, str]):
    """Names of codes of which each part is a code of another dimension; it holds every code that can be put together."""

    def __init__(self, named: Mapping[str, str], parts: Mapping[str, str], joined_by: str) -> None:
        self._named, self._parts, self._joined_by = named, parts, joined_by

    def _split(self, code: str) -> list[str]:
        return code.split(self._joined_by) if self._joined_by else [code]

    def __getitem__(self, code: str) -> str:
        if code in self._named:
            return self._named[code]
        sign = SIGNS.get(self._joined_by, f" {self._joined_by} ")
        return sign.join(self._parts[one] for one in self._split(code))

    def __iter__(self) -> Iterator[str]:
        return iter({**self._parts, **self._named})

    def __len__(self) -> int:
        return len({**self._parts, **self._named})


def _names(own: OwnDimension, parts: Mapping[str, str]) -> Mapping[str, str]:
    named = {code: said(text) for code, text in own.codes}
    # "Unknown" of a part is that part: a path through an unknown form is no unknown path.
    named |= {} if own.codes_of else {UNKNOWN: _("onbekend")}
    if own.is_open:
        named[OTHER] = _("andere, samen")
    return JoinedNames(named, parts, own.joined_by) if own.codes_of else named


def own_names(indicators: Mapping[str, Indicator], names: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    """Return the names of codes per own dimension; two indicators with one of the same name share its codes."""
    short = {**names, "care_form": short_care_forms()}
    found: dict[str, Mapping[str, str]] = {}
    for own in (own for indicator in indicators.values() for own in indicator.own):
        more = _names(own, short[own.codes_of] if own.codes_of else {})
        found[own.name] = more if own.name not in found or len(more) > len(found[own.name]) else found[own.name]
    return found
