"""The material of the standard that tests may read when it is there; it is no part of the project."""

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2].parent / "shared"


def shared(relative: str) -> Path:
    """Return a path in the shared material; skip the test, with the reason, when it is not there."""
    path = Path(os.environ.get("REGIEWIJZER_SHARED", _BESIDE)) / relative
    if not path.exists():
        pytest.skip(f"needs {relative} in the material of the standard (set REGIEWIJZER_SHARED)")
    return path
