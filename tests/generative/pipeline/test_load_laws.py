"""Law 7: whatever is wrong with some files is told with owner, place and mend, and everything else goes in."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from regiewijzer.definitions.rules import load_rules
from regiewijzer.ledger.home import Home
from regiewijzer.pipeline.known_at import KnownAt
from regiewijzer.pipeline.loads import findings_of
from regiewijzer.pipeline.outcome import LoadResult
from regiewijzer.pipeline.recording import record_messages
from tests.support.ledger_state import NOW, recorded
from tests.support.mutations import mutated
from tests.support.small_delivery import good_messages, write_delivery

GOOD = good_messages()


def record(home: Home, folder: Path) -> LoadResult:
    return record_messages(home, [folder], known_at=KnownAt(), now=NOW, workers=0)


def harmed(content: bytes, chance: random.Random) -> bytes:
    """Return the file as a careless sender, a broken line or a full disk leaves it."""
    cut = content[: chance.randrange(len(content))]
    return chance.choice([cut, bytes(chance.randbytes(200)), b"", *(mutated(content, chance) for _ in range(5))])


@settings(max_examples=3, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.frozensets(st.sampled_from(sorted(GOOD)), min_size=1, max_size=4), st.integers(0, 2**32))
def test_what_is_wrong_is_told_and_the_rest_goes_in(names, seed):
    chance = random.Random(seed)
    sent = GOOD | {name: harmed(GOOD[name], chance) for name in sorted(names)}
    with TemporaryDirectory() as folder:
        home, other = Home(Path(folder) / "home"), Home(Path(folder) / "other")
        result = record(home, write_delivery(Path(folder) / "sent", sent))
        outcome = {Path(one.file).name: one for one in result.files}
        assert outcome.keys() == sent.keys()
        accepted = {name: content for name, content in sent.items() if outcome[name].accepted}
        assert accepted.keys() >= sent.keys() - names

        record(other, write_delivery(Path(folder) / "accepted", accepted))
        assert recorded(home) == recorded(other)

        found, _ = findings_of(home, result.number, limit=1_000)
        assert {Path(one.source_file).name for one in found} >= sent.keys() - accepted.keys()
        rules = load_rules()
        assert [one for one in found if not (one.owner_role and one.source_file and rules[one.rule].mend.nl)] == []
        assert all(one.line for one in found if one.level > 0)
