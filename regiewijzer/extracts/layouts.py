"""The layouts of CBS that are read as they are: population from StatLine, and the delivery Beleidsinformatie Jeugd.

A layout names columns otherwise and writes values otherwise. What it translates goes through the same strict reading as all else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from regiewijzer.extracts import layout_policy_information as policy
from regiewijzer.extracts import layout_statline as statline
from regiewijzer.extracts.senders import Known
from regiewijzer.extracts.sheets import Raw
from regiewijzer.extracts.translations import Translated

Translate = Callable[[Raw, Known], Raw | Translated]


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout of one table: column by plain title, the titles by which it is recognised, and how values are translated.

    With `owner_from_sender` the file does not say whose rows these are: they are the sender's.
    """

    table: str
    titles: Mapping[str, str]
    recognised_by: frozenset[str]
    translations: Mapping[str, Translate] = field(default_factory=dict)
    owner_from_sender: bool = False


LAYOUTS = (
    Layout("population", statline.TITLES, statline.RECOGNISED_BY, statline.TRANSLATIONS),
    Layout("cbs_care", policy.CARE_TITLES, policy.CARE_RECOGNISED_BY, policy.TRANSLATIONS, owner_from_sender=True),
    Layout(
        "cbs_protection", policy.PROTECTION_TITLES, policy.PROTECTION_RECOGNISED_BY, policy.TRANSLATIONS, owner_from_sender=True
    ),
)
