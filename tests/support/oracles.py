"""The libraries that our arithmetic is compared with: in a folder of their own, looked in only by who asks."""

import sys
from pathlib import Path

import pytest

FOLDER = Path(sys.prefix) / "oracles"


def open_oracles() -> None:
    """Let this process find the libraries; skips, with how to get them, where they are not installed."""
    if not FOLDER.is_dir():
        pytest.skip("the libraries to compare with are not installed: run ./dev setup")
    if str(FOLDER) not in sys.path:
        sys.path.append(str(FOLDER))
