"""Where the definitions are: beside the package, inside the installed wheel, or where the environment says."""

import os
from pathlib import Path


def definitions_folder() -> Path:
    """Return the folder that holds `goals`, `indicators`, `checks`, `standards`, `codelists`."""
    chosen = os.environ.get("REGIEWIJZER_DEFINITIONS")
    if chosen:
        return Path(chosen)
    inside = Path(__file__).resolve().parent.parent / "_definitions"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "definitions"
