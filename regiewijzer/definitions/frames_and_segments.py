"""Which frame (voluntary or forced) and segment a form of care belongs to: the code list `frames_and_segments.yaml`."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.yaml_files import read_yaml

FILE = "frames_and_segments.yaml"


@lru_cache(maxsize=4)
def _read(path: Path, changed_ns: int) -> Mapping[str, Any]:  # noqa: ARG001 - a changed file is another entry
    raw: dict[str, Any] = read_yaml(path)
    for kind in ("frame", "segment"):
        unknown = set(raw[f"{kind}_by_care_form"].values()) - set(raw[f"{kind}s"])
        assert not unknown, f"{FILE}: {kind}s without a name: {sorted(unknown)}"
    return MappingProxyType(raw)


def _list() -> Mapping[str, Any]:
    path = definitions_folder() / "codelists" / FILE
    return _read(path, path.stat().st_mtime_ns)


def frame_by_care_form() -> Mapping[str, str]:
    """Return form of care -> voluntary | forced; a form that is not there is unknown."""
    found: Mapping[str, str] = _list()["frame_by_care_form"]
    return found


def segment_by_care_form() -> Mapping[str, str]:
    """Return form of care -> basic | common_specialist | rare_specialist; a form that is not there is unknown."""
    found: Mapping[str, str] = _list()["segment_by_care_form"]
    return found


def names_of(kind: str) -> Mapping[str, Mapping[str, str]]:
    """Return the names of frames or segments: code -> language -> text. `kind` is "frames" or "segments"."""
    found: Mapping[str, Mapping[str, str]] = _list()[kind]
    return found
