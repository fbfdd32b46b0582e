"""The checks: rules across messages (level 3) and against an outside source (level 4), each with one query.

`definitions/checks/<CODE>/check.yaml` is a rule like any other (see `definitions.rules`) with these keys more:

    needs         per message the other side it is held against: {"323": ["301"]}
    any_need      true: one of those is enough
    needs_lists   the lists it is held against: names of extract tables, or `municipality` for those of the region file
    absence       true: it finds that something is *not* there, which may also be because our copy lacks it
    term          working days in which the owner mends it, where it is not the term of its severity (see `terms`)
    not_run       nl and en: why no query can ever run (a field that is not kept)

From which release a rule holds stands with the releases (`rules_without`). `query.sql` gives the rows that break the rule,
with the columns of OUTPUT. When it finds that something is absent it adds `expected_on`: the day on which that was sent at the
latest, when this lies before the date of the message; our copy must go back that far before the finding is certain.
A check of ours may also be about rows of extracts (`messages: [extract]`), or about what never came: then `message_id` is empty
and `path` names what is missing, of whom and of when, because there is no place to point at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlglot import exp

from regiewijzer.checks.aids import AID_VIEWS, EXPECTED_SENDER
from regiewijzer.definitions.extracts import load_extract_tables
from regiewijzer.definitions.location import definitions_folder
from regiewijzer.definitions.queries import Query, parse_query
from regiewijzer.definitions.queries_views import VIEWS
from regiewijzer.definitions.rules import EXTRACT, Rule, RuleDefinitionError, RuleText, load_rules
from regiewijzer.definitions.standard import load_standard, releases
from regiewijzer.vocabulary.events import Kind

OUTPUT = ("message_id", "row_no", "path", "value", "owner_code", "related_message_id")
EXPECTED_ON = "expected_on"
CHECK_VIEWS = {
    **VIEWS,
    "care_start_all": VIEWS["care_start"],
    "care_stop_all": VIEWS["care_stop"],
    "horizon": {"known_on": Kind.DATE},  # the last day on which a message became known: what is silent is silent up to here
    **AID_VIEWS,
}
# Weeks are whole divisions by seven of days that are never negative; year and month mean the same on every engine.
_ALSO = (exp.IntDiv, exp.Extract)
_KEYS = {"needs", "any_need", "needs_lists", "absence", "not_run", "term"}
REGION_LIST = "municipality"
REGION_LISTS = (REGION_LIST, "provider", EXPECTED_SENDER)  # the lists of the region file, that are no extracts


@dataclass(frozen=True, slots=True)
class Check:
    """One rule across messages, with the query that finds what breaks it; without query it says why not."""

    rule: Rule
    query: Query | None
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    any_need: bool = False
    absence: bool = False
    releases: tuple[str, ...] = ()
    not_run: RuleText | None = None
    needs_lists: tuple[str, ...] = ()
    term: int | None = None

    @property
    def about_extracts(self) -> bool:
        """Tell whether it is about rows of extracts, not about messages."""
        return EXTRACT in self.rule.messages

    def needed_by(self, message_type: str) -> tuple[str, ...]:
        """Return the message types of the other side that a message of this type is held against."""
        return self.needs.get(message_type, ())


def load_checks() -> Mapping[str, Check]:
    """Return every check by code; RuleDefinitionError or QueryError names the file that is wrong."""
    return _load(definitions_folder())


@cache  # parsing and binding sixty queries takes a second
def _load(_definitions: Path) -> Mapping[str, Check]:
    return MappingProxyType({code: _check(rule) for code, rule in load_rules().items() if rule.level >= 3})


def _check(rule: Rule) -> Check:
    extra = rule.extra
    if unknown := set(extra) - _KEYS:
        raise RuleDefinitionError(f"{rule.folder}/check.yaml: unknown {sorted(unknown)}")
    reason = extra.get("not_run")
    path = rule.folder / "query.sql"
    if path.is_file() is bool(reason):
        raise RuleDefinitionError(f"{rule.folder}: a check has a query.sql, or says in not_run why it has none")
    return Check(
        rule=rule,
        query=None if reason else _query(path, absence=bool(extra.get("absence", False))),
        needs=_needs(rule, extra.get("needs") or {}),
        any_need=bool(extra.get("any_need", False)),
        absence=bool(extra.get("absence", False)),
        releases=tuple(one for one in releases() if rule.code not in load_standard(one).rules_without),
        not_run=RuleText(**reason) if reason else None,
        needs_lists=_lists(rule, extra.get("needs_lists") or ()),
        term=_term(rule, extra.get("term")),
    )


def _term(rule: Rule, raw: Any) -> int | None:
    if raw is not None and (not isinstance(raw, int) or raw < 0):
        raise RuleDefinitionError(f"{rule.folder}/check.yaml: term is {raw!r}, expected a number of working days")
    return raw


def _lists(rule: Rule, raw: Sequence[str]) -> tuple[str, ...]:
    if unknown := set(raw) - {*REGION_LISTS, *load_extract_tables()}:
        raise RuleDefinitionError(f"{rule.folder}/check.yaml: needs_lists has {sorted(unknown)}, which is no list")
    return tuple(raw)


def _needs(rule: Rule, raw: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    if not set(raw) <= set(rule.messages):
        raise RuleDefinitionError(f"{rule.folder}/check.yaml: needs {sorted(raw)}, but the rule is about {list(rule.messages)}")
    return {message: tuple(map(str, needed)) for message, needed in raw.items()}


def _query(path: Path, *, absence: bool) -> Query:
    output = (*OUTPUT, EXPECTED_ON) if absence else OUTPUT
    return parse_query(path.read_text("utf-8"), file=str(path), output=output, views=CHECK_VIEWS, also=_ALSO)
