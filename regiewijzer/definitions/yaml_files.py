"""Reads YAML, safely, with the C reader where the library was built with it: ten times as fast."""

from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """Return what the file holds. yaml.YAMLError, UnicodeDecodeError or OSError when it cannot be read."""
    return yaml.load(path.read_text("utf-8"), Loader=_LOADER)  # noqa: S506  (either is a safe loader)
