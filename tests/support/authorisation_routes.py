"""Every address of the product, walked from the URL configuration: what is not walked here is not there."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from regiewijzer.web.access import Rule, rule_of

_PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


class NoSample(KeyError):
    """A part of an address for which the matrix has no value: add one to the samples of the test."""


@dataclass(frozen=True, slots=True)
class Route:
    """One pattern of the URL configuration with its view and rule."""

    name: str
    pattern: str
    view: Callable[..., Any]

    @property
    def rule(self) -> Rule | None:
        """The rule that was declared on the view."""
        return rule_of(self.view)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the parts of the address that vary."""
        return tuple(match["name"] for match in _PARAMETER.finditer(self.pattern))

    def address(self, samples: Mapping[str, str]) -> str:
        """Return an address of this pattern; NoSample names the part for which there is no value."""

        def value(match: re.Match[str]) -> str:
            if match["name"] not in samples:
                raise NoSample(f"{self.name}: {match['name']}")
            return samples[match["name"]]

        return "/" + _PARAMETER.sub(value, self.pattern)


def routes() -> list[Route]:
    """Return every route of the product."""
    return list(_walk(get_resolver(), prefix="", namespace=""))


def _walk(resolver: URLResolver, *, prefix: str, namespace: str) -> Iterator[Route]:
    for one in resolver.url_patterns:
        place = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = ":".join(part for part in (namespace, one.namespace) if part)
            yield from _walk(one, prefix=place, namespace=inner)
        else:
            assert isinstance(one, URLPattern), one
            yield Route(f"{namespace}:{one.name}" if namespace else str(one.name), place, one.callback)
