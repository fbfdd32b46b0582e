"""Which analyses there are and what each shows: `definitions/pages/analyses.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.rules import RuleText


class Drawing(StrEnum):
    """How a figure is drawn."""

    RANKED = "ranked"  # members under each other with bars
    SHIFT = "shift"  # members now and in another year
    MATRIX = "matrix"  # pairs of members, or members by outcome
    FLOW = "flow"  # from what to what
    SURVIVAL = "survival"  # which part still lasts after so many days


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of an analysis. The first of the outcomes is drawn, the others stand beside it."""

    id: str
    title: RuleText
    text: RuleText | None
    indicator: str
    by: tuple[str, ...]
    outcomes: tuple[str, ...]
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question with its parts. `lead` is the indicator of which the choice above the page is."""

    id: str
    question: RuleText
    text: RuleText
    caution: RuleText
    lead: str
    parts: tuple[Part, ...]

    def part(self, part_id: str) -> Part | None:
        """Return a part, if it has one of that id."""
        return next((one for one in self.parts if one.id == part_id), None)


def _text(raw: Mapping[str, str]) -> RuleText:
    return RuleText(raw["nl"], raw["en"])


def _part(part_id: str, raw: Mapping[str, Any]) -> Part:
    return Part(
        id=part_id,
        title=_text(raw["title"]),
        text=_text(raw["text"]) if "text" in raw else None,
        indicator=raw["indicator"],
        by=tuple(raw["by"]),
        outcomes=tuple(raw["outcomes"]),
        drawing=Drawing(raw["drawing"]),
    )


def _analysis(analysis_id: str, raw: Mapping[str, Any]) -> Analysis:
    parts = tuple(_part(part_id, part) for part_id, part in raw["parts"].items())
    texts = {name: _text(raw[name]) for name in ("question", "text", "caution")}
    return Analysis(id=analysis_id, lead=raw["lead"], parts=parts, **texts)


@cache
def _read(path: Path) -> Mapping[str, Analysis]:
    raw = yaml.safe_load(path.read_text("utf-8"))["analyses"]
    return MappingProxyType({analysis_id: _analysis(analysis_id, one) for analysis_id, one in raw.items()})


def analyses() -> Mapping[str, Analysis]:
    """Return the analyses by id, in the order of the page."""
    return _read(definitions_folder() / "pages" / "analyses.yaml")


def known_part(indicator: str, by: tuple[str, ...]) -> Part | None:
    """Return the first part that draws such a figure; one without members is drawn through time, so no part draws it."""
    parts = (part for analysis in analyses().values() for part in analysis.parts)
    return next((part for part in parts if by and (part.indicator, part.by) == (indicator, by)), None)
