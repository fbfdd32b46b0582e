"""Finding by the words people use."""

import pytest

from regiewijzer.apps.monitor.search import Entry, find, synonyms, words_of

WAITING = ((4, "Hoe lang wachten jongeren?"), (4, "Wachttijd"), (4, "Waiting time"))
COSTS = ((4, "Wat kost jeugdhulp?"), (1, "Ook wie wacht, telt mee in de kosten"))
ENTRIES = (
    Entry("indicator", "Hoe lang wachten jongeren?", "", "/a", WAITING),
    Entry("indicator", "Wat kost jeugdhulp?", "", "/b", COSTS),
    Entry("municipality", "’s-Gravenland", "", "/c", ((4, "’s-Gravenland"), (4, "9903"))),
    Entry("provider", "Stichting Lindehof", "", "/d", ((4, "Stichting Lindehof"),)),
)


def _addresses(query: str) -> list[str]:
    return [one.entry.address for one in find(query, ENTRIES)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("wachttijd", ["/a"]),
        ("WACHTTIJD", ["/a"]),
        ("wachttijden", ["/a"]),
        ("waiting", ["/a"]),
        ("wachtlijst", ["/a"]),
        ("jongeren wachten", ["/a"]),
        ("kosten", ["/b"]),
        ("gravenland", ["/c"]),
        ("9903", ["/c"]),
        ("linde", ["/d"]),
        ("jeugdhulp gravenland", []),
        ("", []),
        ("   ", []),
        ("<script>", []),
        ("zz" * 5000, []),
    ],
)
def test_words_find_what_they_mean(query, found):
    assert _addresses(query)[:1] == found


def test_the_title_counts_more_than_the_text():
    assert _addresses("wacht")[0] == "/a"


def test_words_have_no_case_accents_or_signs():
    assert words_of("Één ‘cliënt’, €-12") == ("een", "client", "12")


def test_synonyms_cross_languages():
    assert {"dropout", "afhaken"} <= synonyms("uitval")
    assert "uitval" in synonyms("dropout")
    assert synonyms("zomaar") == frozenset()
