"""Which figures are touched by findings in which messages: what a figure takes its values from is at risk from faults there."""

from collections.abc import Collection, Mapping
from functools import cache

from regiewijzer.definitions.indicators import load_indicators
from regiewijzer.definitions.location import definitions_folder
from regiewijzer.pipeline.figures_facts import message_types


def messages_behind(indicator_id: str) -> frozenset[str]:
    """Return the kinds of message and extract behind a figure; KeyError when it is not defined."""
    return _behind(str(definitions_folder()))[indicator_id]


def figures_touched(kinds: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the figures that take values from one of these kinds of message, in order of id."""
    wanted = frozenset(kinds)
    return tuple(sorted(one for one, behind in _behind(str(definitions_folder())).items() if behind & wanted))


@cache
def _behind(_definitions: str) -> Mapping[str, frozenset[str]]:
    return {name: message_types(one.query) for name, one in load_indicators().items()}
