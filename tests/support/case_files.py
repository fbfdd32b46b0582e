"""Reads a worked case: who sends what, and what the ledger must say after each step.

Names of municipalities, providers and youths become codes of the case alone, so that all cases fit in one ledger.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from tests.support import message_world as world
from tests.support.text_table import TextTable, read_table

_PROVIDER_SENDS = ("JW305", "JW307", "JW315", "JW317", "JW323")
_ABOUT = {"on", "what", "send", "then", "municipality", "provider"}
_CONTENT = {"products", "request", "keep", "change", "add", "answer", "claim", "lines", "decision"}


@dataclass(frozen=True, slots=True)
class Step:
    """One message and the tables that change because of it."""

    on: date
    what: str
    name: str
    identification: str
    content: bytes
    changed: Mapping[str, TextTable]


@dataclass(frozen=True, slots=True)
class Case:
    """A worked case; `names` maps a code back to the name that the file uses."""

    name: str
    title: str
    steps: tuple[Step, ...]
    names: Mapping[str, str]
    providers: tuple[str, ...]
    funding: str

    @property
    def tables(self) -> tuple[str, ...]:
        """Every table that the case speaks of, at whatever step."""
        return tuple(dict.fromkeys(name for step in self.steps for name in step.changed))

    def expected(self, place: int) -> dict[str, TextTable]:
        """Return what must stand after the step at that place: what a step does not mention is as it was."""
        standing = dict.fromkeys(self.tables, TextTable())
        for step in self.steps[: place + 1]:
            standing |= step.changed
        return standing


class _Codes:
    """Gives each name in one case a code, in the order in which they turn up."""

    def __init__(self, place: int) -> None:
        self._municipality, self._provider = 9000 + 4 * place, 47_000_000 + 100 * place
        self.municipalities: dict[str, str] = {}
        self.providers: dict[str, str] = {}

    def municipality(self, name: str) -> str:
        return self.municipalities.setdefault(name, f"{self._municipality + len(self.municipalities):04d}")

    def provider(self, name: str) -> str:
        return self.providers.setdefault(name, f"{self._provider + len(self.providers):08d}")


def read_case(path: Path, place: int) -> Case:
    """Read the case file that is the place-th of all; AssertionError names an unknown key or a date out of order."""
    raw = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # BaseLoader: every scalar stays text, so "04" is not 4
    codes = _Codes(place)
    ((_, bsn),) = raw["youth"].items()
    youth = world.Youth(bsn or world.test_bsn(3000 + place))
    claims: dict[str, Mapping[str, Any]] = {}
    steps = []
    for number, step in enumerate(raw["steps"], 1):
        assert set(step) <= _ABOUT | _CONTENT, f"{path.name}, step {number}: {set(step) - _ABOUT - _CONTENT}"
        steps.append(_read_step(step, _post(raw | step, codes, f"K{place:02d}-{number:02d}"), youth, codes, claims))
    assert all(one.on < other.on for one, other in pairwise(steps)), f"{path.name}: dates must rise"
    names = {code: name for found in (codes.municipalities, codes.providers) for name, code in found.items()}
    return Case(path.stem, raw["title"], tuple(steps), names, tuple(codes.providers.values()), raw.get("funding", "effort"))


def _post(raw: Mapping[str, Any], codes: _Codes, identification: str) -> world.Post:
    parties = codes.municipality(raw["municipality"]), codes.provider(raw["provider"])
    sender, receiver = reversed(parties) if raw["send"] in _PROVIDER_SENDS else parties
    return world.Post(sender, receiver, identification, date.fromisoformat(raw["on"]))


def _read_step(
    raw: Mapping[str, Any], post: world.Post, youth: world.Youth, codes: _Codes, claims: dict[str, Mapping[str, Any]]
) -> Step:
    tree = _TREES[raw["send"]](raw, post, youth, codes=codes, claims=claims)
    if raw["send"] == "JW323":
        claims[raw["claim"]["number"]] = tree
    changed = {name: read_table(text) for name, text in raw.get("then", {}).items()}
    assert isinstance(post.dated_on, date)
    return Step(post.dated_on, raw["what"], raw["send"], post.identification, world.written(raw["send"], tree), changed)


def _with_products(build: Any, raw: Mapping[str, Any], post: world.Post, youth: world.Youth, **_: Any) -> world.Tree:
    return build(post, youth, raw["products"])


def _change_request(raw: Mapping[str, Any], post: world.Post, youth: world.Youth, **_: Any) -> world.Tree:
    request = raw["request"]
    parts = {name: raw.get(name, ()) for name in ("keep", "change", "add")}
    return world.change_request(post, youth, reference=request["ReferentieAanbieder"], reason=request["RedenVerzoek"], **parts)


def _answer(raw: Mapping[str, Any], post: world.Post, youth: world.Youth, *, codes: _Codes, **_: Any) -> world.Tree:
    facts = raw["answer"]
    residence = codes.municipality(facts["Woonplaatsbeginsel"]) if "Woonplaatsbeginsel" in facts else None
    reason = facts.get("RedenAfwijzingVerzoek")
    return world.request_answer(
        post, reference=facts["ReferentieAanbieder"], answer=facts["VerzoekAntwoord"], reason=reason, residence=residence
    )


def _claim(raw: Mapping[str, Any], post: world.Post, youth: world.Youth, **_: Any) -> world.Tree:
    lines = [(youth, line) for line in raw["lines"]]
    return world.claim(post, number=raw["claim"]["number"], month=raw["claim"]["month"], dated_on=post.dated_on, lines=lines)


def _decision(
    raw: Mapping[str, Any], post: world.Post, youth: world.Youth, *, claims: Mapping[str, Mapping[str, Any]], **_: Any
) -> world.Tree:
    facts = raw["decision"]
    return world.claim_decision(post, claims[facts["claim"]], refused=facts.get("refused"), code=facts.get("code"))


_TREES = {
    "JW301": partial(_with_products, world.assignment),
    "JW305": partial(_with_products, world.care_start),
    "JW307": partial(_with_products, world.care_stop),
    "JW315": partial(_with_products, world.assignment_request),
    "JW317": _change_request,
    "JW319": _answer,
    "JW323": _claim,
    "JW325": _decision,
}
