import random
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from regiewijzer.definitions.standard import load_standard
from regiewijzer.messages.gate import pass_gate
from regiewijzer.messages.person_numbers import PersonNumbers
from regiewijzer.messages.personal import is_personal
from regiewijzer.messages.reading import read_batch
from regiewijzer.messages.rules.checking import BROKEN, MOST_PER_RULE, check_staging
from regiewijzer.messages.sources import Source
from regiewijzer.messages.writing import write_message
from tests.support import message_world as world
from tests.support.example_messages import FULL, RANDOM, example_tree
from tests.support.staging_tables import staging_tables

WITH_RULES = ("JW301", "JW305", "JW307", "JW315", "JW317", "JW319", "JW323", "JW325")


def check(name, rows, persons=PersonNumbers.DEMO):
    return check_staging(name, "3.2", staging_tables(name, "3.2", rows), persons=persons)


def stop(begin, end, **more):
    return {"Begindatum": begin, "Einddatum": end, "StatusAanlevering": "1", "RedenBeeindiging": "31", **more}


def test_columns_are_as_promised_also_without_findings():
    assert check("JW319", {}).schema == BROKEN
    assert check_staging("JW302", "3.2", {}, persons=PersonNumbers.DEMO).schema == BROKEN


def test_unknown_message():
    with pytest.raises(KeyError):
        check_staging("JW999", "3.2", {}, persons=PersonNumbers.DEMO)


def test_findings_stand_in_order_of_message_rule_and_place():
    wrong = {"StatusAanlevering": "2"}
    rows = {"StopProduct": [stop("2025-02-02", "2025-02-01", message_no=number, **wrong) for number in (1, 0, 1)]}
    people = {"bericht": [{"message_no": number, "Client_Bsn": "999900006"} for number in (0, 1)]}
    broken = check("JW307", rows | people).to_pylist()
    keys = [(row["message_no"], row["rule"], row["ordinal"]) for row in broken]
    assert keys == sorted(keys)
    assert [key for key in keys if key[1] in ("CS058", "TR018")] == [
        (0, "CS058", 1),
        (0, "TR018", 1),
        (1, "CS058", 1),
        (1, "CS058", 2),
        (1, "TR018", 1),
        (1, "TR018", 2),
    ]


def test_installation_decides_which_persons_are_taken():
    bsn = {"bericht": [{"Client_Bsn": "999900006"}]}
    assert "CS002" not in check("JW317", bsn)["rule"].to_pylist()
    assert "CS002" in check("JW317", bsn, PersonNumbers.PRODUCTIVE)["rule"].to_pylist()


def claim_lines(count):
    """Lines that all break the same rules, for all their different references."""
    day = date(2020, 1, 1)
    line = {"Eenheid": "01", "ToewijzingNummer": 1, "ProductCategorie": "45", "ProductCode": "45A04", "GeleverdVolume": 1}
    period = {"ProductPeriode_Begindatum": day, "ProductPeriode_Einddatum": day + timedelta(40)}
    amount = {"IngediendBedrag_Bedrag": 0, "IngediendBedrag_DebetCredit": "C"}
    return [{**line, **period, **amount, "ProductReferentie_ReferentieNummer": f"A{number}"} for number in range(count)]


@pytest.fixture(scope="module")
def flooded():
    rows = {"bericht": [{"Header_BerichtIdentificatie_Dagtekening": "2025-01-31"}], "Client": [{"Bsn": "999900006"}]}
    tables = staging_tables("JW323", "3.2", rows | {"Prestatie": claim_lines(12_000)})
    begin = time.process_time()
    found = check_staging("JW323", "3.2", tables, persons=PersonNumbers.DEMO)
    return found, time.process_time() - begin


def test_twelve_thousand_faults_of_each_kind_are_counted_in_no_time(flooded):
    found, seconds = flooded
    assert set(found["rule"].to_pylist()) >= {"CD060", "CD087", "CS100", "CS325", "CS337"}
    assert seconds < 5  # measured 0.1 s; pairs of lines instead of groups would take minutes


@pytest.mark.parametrize("rule", ["CD060", "CD087", "CS100", "CS325", "CS337"])
def test_what_is_not_listed_is_counted(flooded, rule):
    listed = flooded[0].filter(pc.equal(flooded[0]["rule"], rule))
    assert listed["ordinal"].to_pylist() == list(range(1, MOST_PER_RULE + 1))
    assert listed["more"].to_pylist() == [0] * (MOST_PER_RULE - 1) + [12_000 - MOST_PER_RULE]


def test_order_holds_when_not_everything_is_listed(flooded):
    rows = flooded[0].select(["message_no", "rule", "path", "ordinal"]).to_pylist()
    assert rows == sorted(rows, key=lambda row: tuple(row.values()))


def test_many_products_of_one_youth_take_a_sort_not_pairs():
    product = {"Product_Categorie": "45", "Product_Code": "45A04", "Ingangsdatum": "2025-01-01"}
    tables = staging_tables("JW301", "3.2", {"ToegewezenProduct": [product] * 20_000})
    begin = time.process_time()
    found = check_staging("JW301", "3.2", tables, persons=PersonNumbers.DEMO)
    assert time.process_time() - begin < 5  # measured 0.3 s
    listed = found.filter(pc.equal(found["rule"], "TR302"))
    assert listed.num_rows + sum(listed["more"].to_pylist()) == 19_999


def test_batches_in_two_threads_do_not_meet():
    batches = [{"StopProduct": [stop("2025-01-02", f"2025-01-{day:02}")] * count} for day, count in ((1, 3), (2, 5))] * 4

    def stops_before_start(rows):
        return check("JW307", rows)["rule"].to_pylist().count("TR018")

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(stops_before_start, batches)) == [3, 0] * 4


@pytest.mark.parametrize("typed", ["Jansen", "123456789", "A-123456789", "é", "A" * 21])
def test_what_a_sender_typed_is_not_shown_when_it_may_name_a_person(typed):
    rows = {"AangevraagdProduct": [{"ReferentieAanbieder": typed}] * 2}
    values = [row["value"] for row in check("JW315", rows).to_pylist() if row["rule"] in ("TR383", "TR101")]
    assert values == [None] * 4


def test_reference_that_looks_like_a_code_is_shown():
    rows = {"AangevraagdProduct": [{"ReferentieAanbieder": "REF 2025-0017"}] * 2}
    assert {row["value"] for row in check("JW315", rows).to_pylist() if row["rule"] == "TR383"} == {"REF 2025-0017"}


def personal_values(element, tree, path=""):
    """Every value of the tree that tells something of a person."""
    for child in element.children:
        below = f"{path}/{child.name}".lstrip("/")
        for one in values_of(tree.get(child.name)):
            if child.children:
                yield from personal_values(child, one, below)
            else:
                yield below, str(one)


def values_of(value):
    return [] if value is None else value if isinstance(value, list) else [value]


@pytest.mark.parametrize("name", WITH_RULES)
@pytest.mark.parametrize("fill", [FULL, RANDOM])
def test_no_finding_tells_anything_of_a_person(name, fill):
    message = load_standard().messages[name]
    trees = [example_tree(name, fill, random.Random(seed)) for seed in range(12)]
    sources = [Source("a", str(number), write_message(name, tree)) for number, tree in enumerate(trees)]
    findings = [
        one for one in read_batch(sources, persons=PersonNumbers.PRODUCTIVE, today=date(2026, 1, 1)).findings if one.level == 2
    ]
    assert findings
    # One or two characters, as a house letter has, also stand in codes and numbers.
    personal = {value for tree in trees for path, value in personal_values(message.root, tree) if is_personal(message, path)}
    shown = {one.value for one in findings if one.value is not None}
    assert not {value for value in personal & shown if len(value) > 2}


POST = world.Post("0518", "12345678", "T-1", date(2025, 6, 2))
BACK = world.Post("12345678", "0518", "T-2", date(2025, 6, 2))
YOUTH = world.Youth(world.test_bsn(0))
DELIVERED = {"ToewijzingNummer": 1, "Product": "45 45A04", "ToewijzingIngangsdatum": "2025-01-01", "Begindatum": "2025-01-10"}
SIZE = {"Volume": 120, "Eenheid": "01", "Frequentie": "2"}


def careful():
    """One message of each kind as a careful sender writes it."""
    end = {"RedenBeeindiging": "31", "Einddatum": "2025-05-31", "StatusAanlevering": "1"}
    line = {**DELIVERED, "ReferentieNummer": "A1", "Eenheid": "83", "GeleverdVolume": 10000, "Begindatum": "2025-05-01"}
    asked = {
        "Product": "45",
        "ToewijzingIngangsdatum": "2025-07-01",
        "ReferentieAanbieder": "V1",
        "Type": "02",
        "Naam": "Praktijk",
    }
    claimed = world.claim(
        BACK, number="D1", month="2025-05", dated_on="2025-06-01", lines=[(YOUTH, {**line, "Einddatum": "2025-05-31"})]
    )
    assigned = {"ToewijzingNummer": 1, "Product": "45 45A04", "Ingangsdatum": "2025-01-01", "Einddatum": "2025-12-31", **SIZE}
    when = {"Toewijzingsdatum": "2025-01-01", "Toewijzingstijd": "10:00:00"}
    yield "JW301", world.assignment(POST, YOUTH, [{**assigned, **when}])
    yield "JW305", world.care_start(BACK, YOUTH, [{**DELIVERED, "StatusAanlevering": "1"}])
    yield "JW307", world.care_stop(BACK, YOUTH, [{**DELIVERED, **end}])
    yield "JW315", world.assignment_request(BACK, YOUTH, [asked])
    yield (
        "JW317",
        world.change_request(BACK, YOUTH, reference="V2", change=[{"ToewijzingNummer": 1, "GewensteIngangsdatum": "2025-07-01"}]),
    )
    yield "JW319", world.request_answer(POST, reference="V1", answer="2")
    yield "JW323", claimed
    yield "JW325", world.claim_decision(POST, claimed, refused={"A1": "9338"})


@pytest.mark.parametrize(("name", "tree"), list(careful()), ids=WITH_RULES)
def test_careful_sender_breaks_no_rule(name, tree):
    source = Source("a", "", world.written(name, tree))
    assert pass_gate(source).passed
    assert read_batch([source], persons=PersonNumbers.DEMO, today=date(2026, 1, 1)).findings == ()


def test_columns_that_no_rule_reads_are_not_needed():
    tables = staging_tables("JW319", "3.2", {})
    only = {
        name: table.select(["message_no", *[one for one in table.column_names if one.startswith("Antwoord")]])
        for name, table in tables.items()
    }
    assert isinstance(check_staging("JW319", "3.2", only, persons=PersonNumbers.DEMO), pa.Table)
