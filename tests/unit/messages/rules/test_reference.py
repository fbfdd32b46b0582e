"""The SQL of the rules against slow plain loops (tests/support/rule_reference.py), on generated rows."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from regiewijzer.messages.person_numbers import PersonNumbers
from regiewijzer.messages.rules.checking import broken
from regiewijzer.messages.rules.queries import queries_of
from tests.support import rule_reference as reference
from tests.support.staging_tables import staging_tables

# Few values, so that doubles, overlaps and equal sums are common.
FEW = settings(max_examples=30, deadline=None)
DAYS = st.integers(-3, 12).map(lambda number: date(2020, 12, 29) + timedelta(number))
CATEGORIES = st.sampled_from([None, "44", "45"])


def optional(*values):
    return st.sampled_from([None, *values])


def found(name, world, *rules):
    queries = [query for query in queries_of(name, "3.2") if query.rule in rules]
    rows = broken(queries, staging_tables(name, "3.2", world), PersonNumbers.DEMO).to_pylist()
    return {rule: {(row["message_no"], row["ordinal"]) for row in rows if row["rule"] == rule} for rule in rules}


def numbered(rows):
    """Give rows of message 0 and 1 their place, as reading does."""
    ordered = sorted(rows, key=lambda row: row["message_no"])
    seen = [0, 0]
    for row in ordered:
        seen[row["message_no"]] += 1
        row["ordinal"] = seen[row["message_no"]]
    return ordered


def rows_of(**columns):
    columns = {"message_no": st.integers(0, 1), **columns}
    return st.lists(st.fixed_dictionaries(columns), max_size=8).map(numbered)


def without_lone_code(rows):
    for row in rows:
        row["Product_Code"] = row["Product_Code"] if row["Product_Categorie"] else None
    return rows


def periods(begin, end, **more):
    product = {"Product_Categorie": CATEGORIES, "Product_Code": optional("A", "B")}
    return rows_of(**product, **{begin: DAYS, end: st.none() | DAYS}, **more).map(without_lone_code)


@FEW
@given(rows=periods("Ingangsdatum", "Einddatum", RedenWijziging=optional("01", "13", "14")))
def test_overlap_of_assigned_products(rows):
    expected = reference.overlaps(rows, "Ingangsdatum", "Einddatum")
    assert found("JW301", {"ToegewezenProduct": rows}, "TR302") == {"TR302": expected}


@FEW
@given(rows=periods("ToewijzingIngangsdatum", "ToewijzingEinddatum"))
def test_overlap_of_requested_products(rows):
    expected = reference.overlaps(rows, "ToewijzingIngangsdatum", "ToewijzingEinddatum")
    assert found("JW315", {"AangevraagdProduct": rows}, "TR386") == {"TR386": expected}


@FEW
@given(rows=periods("GewensteIngangsdatum", "Einddatum"))
def test_overlap_of_new_products(rows):
    expected = reference.overlaps(rows, "GewensteIngangsdatum", "Einddatum")
    assert found("JW317", {"NieuwProduct": rows}, "TR410") == {"TR410": expected}


PRODUCT = {"Product_Categorie": CATEGORIES, "Product_Code": optional("A")}


@settings(max_examples=15, deadline=None)  # four queries each
@given(
    start=rows_of(ToewijzingNummer=optional(1, 2), **PRODUCT, Begindatum=st.sampled_from([date(2025, 1, 1), date(2025, 1, 2)])),
    stop=rows_of(
        ToewijzingNummer=optional(1), RedenBeeindiging=st.sampled_from(["20", "31"]), Einddatum=optional(date(2025, 1, 1))
    ),
    contact=rows_of(Soort=st.sampled_from(["01", "02", "03"])),
    relation=rows_of(Nummer=st.sampled_from(["1", "2", "3"])),
)
def test_doubles_by_logical_key(start, stop, contact, relation):
    worlds = {"JW305": {"StartProduct": start}, "JW307": {"StopProduct": stop}}
    for name, world in [*worlds.items(), ("JW301", {"Contact": contact}), ("JW301", {"Relatie": relation})]:
        for table, rows in world.items():
            key = reference.KEYS[table]
            expected = reference.doubles(rows, lambda row, key=key: tuple(row.get(one) for one in key))
            assert found(name, world, "TR101") == {"TR101": expected}, table


LINES = rows_of(
    parent_ordinal=st.integers(1, 2),
    ProductReferentie_ReferentieNummer=st.sampled_from(["A1", "A2", "A3"]),
    ProductReferentie_VorigReferentieNummer=optional("A1", "A2", "A9"),
    ToewijzingNummer=st.integers(70, 71),
    ProductCategorie=st.sampled_from(["44", "45"]),
    ProductCode=st.sampled_from(["45A04"]),
    ProductPeriode_Begindatum=st.sampled_from([date(2025, 1, 1), date(2025, 2, 1)]),
    ProductPeriode_Einddatum=st.just(date(2025, 2, 28)),
    IngediendBedrag_Bedrag=st.integers(0, 3),
    IngediendBedrag_DebetCredit=st.sampled_from(["D", "C"]),
)
TOTALS = st.fixed_dictionaries(
    {
        "Declaratie_TotaalIngediendBedrag_TotaalBedrag": st.integers(0, 4),
        "Declaratie_TotaalIngediendBedrag_DebetCredit": st.sampled_from(["D", "C"]),
    }
)
CLIENTS = st.sampled_from(["999900006", "999999990"])


@FEW
@given(lines=LINES, totals=st.tuples(TOTALS, TOTALS), bsn=st.tuples(CLIENTS, CLIENTS, CLIENTS, CLIENTS))
def test_lines_of_a_claim(lines, totals, bsn):
    # Two clients in each message, now and then the same person twice: its lines then count as those of one client.
    clients = [{"message_no": place // 2, "ordinal": place % 2 + 1, "Bsn": number} for place, number in enumerate(bsn)]
    messages = [{**total, "message_no": number} for number, total in enumerate(totals)]
    world = {"bericht": messages, "Client": clients, "Prestatie": lines}
    rules = found("JW323", world, "TR101", "TR315", "TR316", "TR358", "TR416")
    client_doubles = reference.doubles(clients, lambda row: row["Bsn"])
    assert rules["TR101"] == reference.line_doubles(world) | client_doubles
    assert rules["TR315"] == reference.doubled_credits(lines)
    assert rules["TR316"] == reference.credited_here(lines)
    assert rules["TR358"] == reference.wrong_totals(world)
    assert rules["TR416"] == reference.debit_doubles(lines)


MONTH_ENDS = st.sampled_from([date(2024, 2, 28), date(2024, 2, 29), date(2025, 2, 28), date(2024, 12, 31), date(2025, 1, 31)])
ANY_DAY = MONTH_ENDS | MONTH_ENDS.map(lambda day: day.replace(day=1)) | MONTH_ENDS.map(lambda day: day + timedelta(1))


@FEW
@given(periods=st.lists(st.tuples(ANY_DAY, ANY_DAY), min_size=1, max_size=6))
def test_months(periods):
    messages = [
        {"message_no": number, "Declaratie_DeclaratiePeriode_Begindatum": begin, "Declaratie_DeclaratiePeriode_Einddatum": end}
        for number, (begin, end) in enumerate(periods)
    ]
    lines = [{"ProductPeriode_Begindatum": begin, "ProductPeriode_Einddatum": end} for begin, end in periods]
    rules = found("JW323", {"bericht": messages, "Prestatie": lines}, "CS337", "CS340")
    assert rules["CS340"] == {(place, 1) for place, period in enumerate(periods) if not reference.is_whole_month(*period)}
    assert rules["CS337"] == {(0, place + 1) for place, period in enumerate(periods) if not reference.is_within_month(*period)}


@FEW
@given(
    rows=rows_of(
        Verwijzer_Type=st.sampled_from(["01", "02", "03", "04", "05", "06", "08"]),
        Verwijzer_Naam=optional("Praktijk"),
        Verwijzer_ZorgverlenerCode=optional("01012345"),
    )
)
def test_referrers(rows):
    rules = found("JW315", {"AangevraagdProduct": rows}, "CD066", "CD067", "CD068")
    assert rules == by_rule(rows, reference.referrer_faults, rules)


@FEW
@given(
    rows=rows_of(
        Product_Categorie=CATEGORIES,
        Product_Code=optional("45A04"),
        Einddatum=st.none() | DAYS,
        Budget=optional(0, 100),
        Omvang_Volume=optional(0, 10),
        Omvang_Frequentie=st.sampled_from(["2", "4"]),
    ).map(without_lone_code)
)
def test_products(rows):
    for row in rows:
        row["Omvang_Frequentie"] = row["Omvang_Frequentie"] if row["Omvang_Volume"] is not None else None
    names = ("CD041", "CD075", "CD076", "CD077", "CD078", "CD079", "CD080")
    rules = found("JW301", {"ToegewezenProduct": rows}, *names)
    assert rules == by_rule(rows, reference.product_faults, rules)


def by_rule(rows, faults_of, rules):
    return {rule: {reference.place(row) for row in rows if rule in faults_of(row)} for rule in rules}


PERSONS = st.sampled_from(PersonNumbers)


@settings(max_examples=15, deadline=None)
@given(numbers=st.lists(st.integers(0, 999_999_999).map("{:09d}".format), min_size=20, max_size=60), persons=PERSONS)
def test_person_numbers_are_judged_in_sql_as_in_python(numbers, persons):
    numbers += [f"{number:09d}" for number in range(999_900_000, 999_900_040)] + ["000000000", "999999999"]
    world = {"Client": [{"Bsn": number} for number in numbers]}
    queries = [query for query in queries_of("JW323", "3.2") if query.rule == "CS002"]
    rows = broken(queries, staging_tables("JW323", "3.2", world), persons).to_pylist()
    expected = [place for place, number in enumerate(numbers, start=1) if not persons.accepts(number)]
    assert [row["ordinal"] for row in rows] == expected
