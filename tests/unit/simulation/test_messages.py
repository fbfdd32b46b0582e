"""What clean senders write passes the gate, the official schemas and every rule; what careless ones write fails as planted."""

import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from regiewijzer.messages.gate import pass_gate
from tests.support.simulated_region import Simulated

_ROOT = Path(__file__).parents[3]
_SHARED = Path(os.environ.get("REGIEWIJZER_SHARED", _ROOT.parent / "shared"))


def test_clean_messages_have_no_finding(clean: Simulated) -> None:
    assert clean.result.messages == len(clean.sources) == clean.batch.tables["message"].num_rows
    assert not clean.batch.findings


@pytest.mark.skipif(not (_SHARED / "ijw" / "xsd").is_dir(), reason="the official schemas are not on this machine")
def test_clean_messages_are_valid_by_the_official_schemas(clean: Simulated) -> None:
    @cache
    def official(name: str) -> etree.XMLSchema:
        return etree.XMLSchema(etree.parse(_SHARED / "ijw" / "xsd" / f"{name}.xsd"))

    refused = Counter()
    recent = [one for one in clean.sources if b"/ijw/3_2/" in one.content]
    for source in recent[:4000]:
        root = etree.fromstring(source.content)
        name = etree.QName(root).namespace.split("/")[-2].upper()
        refused[name] += not official(name).validate(root)
    assert len(recent) > 1000
    assert not +refused


def test_older_messages_follow_the_release_of_their_time(clean: Simulated) -> None:
    releases = {row["release"] for row in clean.rows("message")}
    assert releases == {"3.0", "3.1", "3.2"}
    assert all(row["release"] == "3.2" for row in clean.rows("message") if row["dated_on"].year >= 2024)


def test_planted_faults_are_found_where_they_were_planted(careless: Simulated) -> None:
    findings = careless.findings()
    planted = [one for one in careless.truth("faults") if one["level"] <= 2]
    assert len({one["rule"] for one in planted}) >= 12
    missed = [
        (one["rule"], one["number"]) for one in planted if one["rule"] not in findings.get((one["file"], one["member"]), ())
    ]
    assert missed == []


def test_nothing_else_is_found_in_careless_messages(careless: Simulated) -> None:
    planted = {(one["file"], one["member"]) for one in careless.truth("faults")}
    assert set(careless.findings()) <= planted


def test_faults_of_every_level_are_planted(careless: Simulated) -> None:
    assert {one["level"] for one in careless.truth("faults")} >= {0, 1, 2, 3}


def test_most_refused_messages_are_sent_anew(careless: Simulated) -> None:
    refused = [one for one in careless.truth("faults") if one["level"] <= 2]
    assert 0.6 < sum(one["mended_on"] is not None for one in refused) / len(refused) < 1


def test_a_refused_message_is_not_read(careless: Simulated) -> None:
    passed = {careless.place(source): pass_gate(source).passed for source in careless.sources[:3000]}
    planted = {(one["file"], one["member"]): one["level"] for one in careless.truth("faults")}
    broken = [passed[place] for place, level in planted.items() if level <= 1 and place in passed]
    assert broken
    assert not any(broken)
