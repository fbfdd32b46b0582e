"""Collect every interface text of templates and code, and bring the English translation file up to date.

Run as `python -m regiewijzer.web.messages_extract` after changing a text. Texts that are new get an empty translation,
which a test refuses; texts that are gone are dropped. Uses Babel: no GNU gettext tools needed.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
TRANSLATION = Path(__file__).resolve().parent / "locale" / "en" / "LC_MESSAGES" / "django.po"

KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),  # type: ignore[dict-item]
    "npgettext": ((1, "c"), 2, 3),  # type: ignore[dict-item]
}


def _sources() -> list[Path]:
    rooms = [PACKAGE / name for name in ("apps", "web", "config")]
    files = [path for room in rooms for pattern in ("*.py", "*.html") for path in room.rglob(pattern)]
    return sorted(path for path in files if "static" not in path.parts and "migrations" not in path.parts)


def _as_python(path: Path) -> bytes:
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        # Each text of a template becomes a call; the indentation of the page around it means nothing in Python.
        text = "\n".join(line.lstrip() for line in templatize(text).splitlines())
    return text.encode()


def collect() -> Catalog:
    """Return the catalogue of all interface texts, without translations."""
    catalog = Catalog(project="Regiewijzer", charset="utf-8")
    for path in _sources():
        place = path.relative_to(PACKAGE.parent).as_posix()
        for _line, message, _comments, context in extract("python", io.BytesIO(_as_python(path)), KEYWORDS):
            # Without line numbers: a text that moves is not a change of the translation file.
            catalog.add(message, locations=[(place, None)], context=context, flags=_flags(message))
    return catalog


def _flags(message: str | tuple[str, ...]) -> set[str]:
    text = message if isinstance(message, str) else message[0]
    return {"python-format"} if "%(" in text else set()


def read_translation(path: Path = TRANSLATION) -> Catalog:
    """Return the English translation as it stands."""
    if not path.exists():
        return Catalog(locale="en", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="en")


def updated(translation: Catalog, template: Catalog) -> Catalog:
    """Return the translation with exactly the texts of the template."""
    fresh = Catalog(
        locale="en",
        charset="utf-8",
        project="Regiewijzer",
        version="",
        fuzzy=False,
        header_comment="# English texts of Regiewijzer.",
        msgid_bugs_address="",
        last_translator="",
        language_team="English",
    )
    for message in template:
        if message.id:
            known = translation.get(message.id, message.context)
            string = known.string if known else None
            fresh.add(message.id, string, locations=message.locations, context=message.context, flags=message.flags)
    return fresh


def write(catalog: Catalog, path: Path = TRANSLATION) -> None:
    """Write the translation file, without the dates that would make every run a change."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=120, sort_output=True, include_lineno=False)
    lines = buffer.getvalue().splitlines(keepends=True)
    dated = (b'"POT-Creation', b'"PO-Revision', b'"Generated-By')
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(line for line in lines if not line.startswith(dated)))


def main() -> int:
    """Write the translation file; return 1 when a text lacks its translation."""
    catalog = updated(read_translation(), collect())
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=120, sort_output=True, include_lineno=False)
    lines = buffer.getvalue().splitlines(keepends=True)
    TRANSLATION.parent.mkdir(parents=True, exist_ok=True)
    TRANSLATION.write_bytes(
        b"".join(line for line in lines if not line.startswith((b'"POT-Creation', b'"PO-Revision', b'"Generated-By')))
    )
    missing = [message.id for message in catalog if message.id and not is_complete(message.string)]
    for text in missing:
        print(f"no translation: {text}", file=sys.stderr)
    return 1 if missing else 0


def is_complete(string: str | tuple[str, ...] | list[str] | None) -> bool:
    """Tell whether a translation is there, in all its plural forms."""
    return all(string) if isinstance(string, tuple | list) else bool(string)


if __name__ == "__main__":
    sys.exit(main())
