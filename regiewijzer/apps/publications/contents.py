"""What an edition says, as text with a hash: frozen once, and held against its hash whenever it is read."""

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from regiewijzer.apps.publications.models import Edition, EditionFigure
from regiewijzer.definitions.indicators_types import Indicator, Text
from regiewijzer.figures.figure import Figure
from regiewijzer.pipeline.figures_json import (
    canonical,
    cells_to_json,
    figure_from_json,
    passport_to_json,
    request_to_json,
    sha256_of,
)

KEPT = 64


class EditionChanged(ValueError):
    """What is kept of an edition is not what was frozen."""


def _texts(indicator: Indicator) -> dict[str, Any]:
    """Return the words of the definition, which may be written otherwise later."""
    named = {"title": indicator.title, "name": indicator.name, "definition": indicator.definition, "unit": indicator.unit}
    return {key: {"nl": text.nl, "en": text.en} for key, text in named.items()}


def frozen_text(figure: Figure, indicator: Indicator) -> str:
    """Return everything that is kept of a figure: what was asked, the values, the passport and the words of the definition."""
    return canonical(
        {
            "request": request_to_json(figure.request),
            "cells": cells_to_json(figure.cells),
            "passport": passport_to_json(figure.passport),
            "texts": _texts(indicator),
        }
    )


def hash_of(text: str) -> str:
    """Return the hexadecimal SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def content_sha256(edition: Edition, figures: Sequence[EditionFigure]) -> str:
    """Return the hash over all that an edition says: texts, moment, what it corrects, and the hash of every figure."""
    told = ("number", "audience", "title", "summary", "snapshot", "frequency", "wrong")
    return sha256_of(
        {
            **{name: getattr(edition, name) for name in told},
            "day": edition.day.isoformat(),
            "corrects": edition.corrects_id,
            "figures": [[one.key, one.sha256, one.answer_nl, one.answer_en, one.explanation] for one in figures],
        }
    )


def verify(edition: Edition, figures: Sequence[EditionFigure]) -> None:
    """EditionChanged when a figure, or anything else that the edition says, is not what was frozen."""
    for one in figures:
        if hash_of(one.content) != one.sha256:
            raise EditionChanged(f"edition {edition.number}: the values of {one.key} are not those that were frozen")
    if edition.content_sha256 and content_sha256(edition, figures) != edition.content_sha256:
        raise EditionChanged(f"edition {edition.number}: it does not say what was checked")


@lru_cache(maxsize=KEPT)
def _read(content: str) -> Figure:
    return figure_from_json(json.loads(content))


def figure_of(one: EditionFigure) -> Figure:
    """Return the figure; EditionChanged when its text is not what was frozen."""
    if hash_of(one.content) != one.sha256:
        raise EditionChanged(one.key)
    return _read(one.content)


def texts_of(one: EditionFigure) -> dict[str, Text]:
    """Return the words of the definition as they were: title, name, definition, unit."""
    found = json.loads(one.content)["texts"]
    return {key: Text(said["nl"], said["en"]) for key, said in found.items()}
