"""Finding indicators, goals, municipalities and providers by the words people use for them. No database, no web."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.yaml_files import read_yaml

Kind = Literal["indicator", "analysis", "goal", "municipality", "provider", "page"]
LONGEST_QUERY = 100
# A word that begins the title says more than the same word somewhere in a definition.
WHOLE, BEGINNING, ALIKE = 1.0, 0.7, 0.5
_ENDINGS = ("en", "s", "e", "n")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to find. `fields` are its texts with their weight, in every language."""

    kind: Kind
    title: str
    text: str
    address: str
    fields: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An entry with how well it fits."""

    entry: Entry
    score: float


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, without accents and signs."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(one))
    return tuple("".join(one if one.isalnum() else " " for one in plain).split())


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """Return a word without the commonest endings: enough to make wachttijd find wachttijden."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@cache
def _groups(path: Path) -> tuple[frozenset[str], ...]:
    groups = read_yaml(path)["groups"]
    return tuple(frozenset(word for text in group for word in words_of(str(text))) for group in groups)


def synonyms(word: str) -> frozenset[str]:
    """Return the other words that mean the same to who searches."""
    stem = _stem(word)
    groups = (group for group in _groups(definitions_folder() / "search" / "synonyms.yaml") if stem in map(_stem, group))
    return frozenset(other for group in groups for other in group) - {word}


def _fit(asked: str, word: str) -> float:
    if word == asked:
        return WHOLE
    if word[:1] != asked[:1]:
        return 0.0
    if _stem(word) == _stem(asked):
        return WHOLE * 0.95
    return BEGINNING if len(asked) >= 3 and word.startswith(asked) else 0.0


def _score_of_word(asked: str, also: Iterable[str], fields: Sequence[tuple[float, tuple[str, ...]]]) -> float:
    """Return how well one asked word, or a word that means the same, fits the texts of an entry."""
    best = 0.0
    for weight, words in fields:
        own = max((_fit(asked, word) for word in words), default=0.0)
        alike = max((_fit(other, word) for other in also for word in words), default=0.0) if own < ALIKE else 0.0
        best = max(best, weight * max(own, alike * ALIKE))
    return best


@cache
def _read(fields: tuple[tuple[float, str], ...]) -> tuple[tuple[float, tuple[str, ...]], ...]:
    return tuple((weight, tuple(dict.fromkeys(words_of(text)))) for weight, text in fields)


def find(query: str, entries: Iterable[Entry], most: int = 50) -> list[Found]:
    """Return the entries that fit every word of the query, the best first."""
    asked: Mapping[str, frozenset[str]] = {word: synonyms(word) for word in words_of(query[:LONGEST_QUERY])}
    if not asked:
        return []
    found = []
    for entry in entries:
        scores = [_score_of_word(word, also, _read(entry.fields)) for word, also in asked.items()]
        if all(scores):
            found.append(Found(entry, sum(scores)))
    found.sort(key=lambda one: (-one.score, one.entry.title))
    return found[:most]
