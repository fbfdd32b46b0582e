"""The processings of the data of persons that this program does, each a purpose of its own, with its version."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Activity(StrEnum):
    """A processing activity (verwerkingsactiviteit). Risk-based control is not monitoring: it is logged apart (AVG, F10)."""

    INGEST = "ingest"
    FORMAL_CONTROL = "formal_control"
    MATERIAL_CONTROL = "material_control"
    RETURN_PREVIEW = "return_preview"
    ACCESS_REQUEST = "access_request"
    ERASURE = "erasure"
    RETENTION = "retention"
    KEY_ROTATION = "key_rotation"


YOUTH = "youth"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the register of processings says of an activity: address with version, and whose data."""

    version: int
    subject_category: str = YOUTH

    def address(self, activity: Activity) -> str:
        """Return the address of the entry, relative to the register of the organisation."""
        return f"verwerkingen/{activity.value.replace('_', '-')}/{self.version}"


REGISTER: Mapping[Activity, Entry] = {activity: Entry(1) for activity in Activity}
