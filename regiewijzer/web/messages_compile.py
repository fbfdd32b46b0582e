"""Compile the translations that are committed as text: `python -m regiewijzer.web.messages_compile`, at set-up."""

import os
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent / "locale"


def compile_messages(folder: Path = LOCALE) -> list[Path]:
    """Compile every .po below the folder beside itself; return what was written."""
    written = []
    for source in sorted(folder.rglob("*.po")):
        with source.open("rb") as file:
            catalog = read_po(file, locale=source.parts[-3])
        beside, target = source.with_suffix(f".mo.{os.getpid()}"), source.with_suffix(".mo")
        with beside.open("wb") as file:
            write_mo(file, catalog)
        beside.replace(target)  # in one step: a running server may be reading it
        written.append(target)
    return written


if __name__ == "__main__":
    print(f"{len(compile_messages())} translation compiled")
    sys.exit(0)
