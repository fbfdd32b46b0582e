"""Which indicators show who starts, who is there and who ends: `definitions/pages/flows.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.rules import RuleText
from regiewijzer.definitions.yaml_files import read_yaml


@dataclass(frozen=True, slots=True)
class FlowView:
    """One way to look at flows. `flatters`: it looks at those who ended, and so looks too good."""

    title: RuleText
    text: RuleText
    indicators: tuple[str, ...]
    flatters: bool = False


@dataclass(frozen=True, slots=True)
class FlowViews:
    """The page of flows as the definitions lay it out."""

    flow: str
    warning: RuleText
    views: tuple[FlowView, ...]


def _text(raw: Mapping[str, str]) -> RuleText:
    return RuleText(raw["nl"], raw["en"])


def _view(raw: Mapping[str, Any]) -> FlowView:
    return FlowView(_text(raw["title"]), _text(raw["text"]), tuple(raw["indicators"]), bool(raw.get("flatters", False)))


@cache
def _read(path: Path) -> FlowViews:
    raw = read_yaml(path)
    return FlowViews(raw["flow"], _text(raw["warning"]), tuple(_view(one) for one in raw["views"]))


def flow_views() -> FlowViews:
    """Return the lay-out of the page."""
    return _read(definitions_folder() / "pages" / "flows.yaml")
