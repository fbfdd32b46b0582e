"""From a specification to SVG inside the page: without browser, Node or network."""

import json
import re
import threading
from functools import lru_cache
from typing import Any

import vl_convert

VEGA_LITE = "6.4"  # the version in package.json and in vl-convert
LOCALES = {"nl": "nl-NL", "en": "en-GB"}

# The chart is one picture for a screen reader, with a text of its own and the table as alternative.
_INNER_ROLES = re.compile(r' (?:role|aria-[a-z]+|class|xmlns:xlink|version)="[^"]*"')
_SIZE = re.compile(r'^(<svg[^>]*?) width="[^"]*" height="[^"]*"')


def locale_config(language: str) -> dict[str, Any]:
    """Return how numbers and months are written, for the browser."""
    name = LOCALES.get(language, "nl-NL")
    return {"number": vl_convert.get_format_locale(name), "time": vl_convert.get_time_format_locale(name)}


@lru_cache(maxsize=256)
def _svg(spec: str, locale: str) -> str:
    svg = vl_convert.vegalite_to_svg(
        spec, vl_version=VEGA_LITE, format_locale=locale, time_format_locale=locale, allowed_base_urls=[]
    )
    return _SIZE.sub(r"\1", _INNER_ROLES.sub("", svg), count=1).replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)


def picture(spec: dict[str, Any], language: str = "nl") -> str:
    """Return the SVG element of a specification, sized by its surroundings, without roles or inline styles."""
    return _svg(json.dumps(spec, sort_keys=True), LOCALES.get(language, "nl-NL"))


FIRST_PICTURE: dict[str, Any] = {
    "data": {"values": [{"x": 0, "y": 0}, {"x": 1, "y": 1}]},
    "mark": "line",
    "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}},
    "width": 10,
    "height": 10,
}


def warm_up() -> threading.Thread:
    """Start the chart engine in the background: its first picture takes a second, the next ones a tenth."""
    engine = threading.Thread(target=picture, args=(FIRST_PICTURE,), daemon=True)
    engine.start()
    return engine
