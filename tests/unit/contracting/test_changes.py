"""Changes of a register: each fits or is refused, and what is wrong afterwards is named."""

from datetime import date

import pytest

from regiewijzer.contracting.changes import Conflict, Operation, apply, differences
from regiewijzer.contracting.judging import Wrong, judge, new_faults
from regiewijzer.contracting.terms import Standing, ends_within, months_ahead, reminders_due, standing

UNIQUE = ("number",)
A, B = {"number": "a", "size": 1}, {"number": "b", "size": 2}


def test_a_row_is_added_replaced_and_taken_out_in_its_order():
    bigger, third = {**A, "size": 9}, {"number": "c", "size": 3}
    told = apply([A, B], [Operation(A, bigger), Operation(B, None), Operation(None, third)], UNIQUE)
    assert told == [bigger, third]


def test_a_row_that_changed_meanwhile_is_a_conflict_that_knows_what_it_is_now():
    with pytest.raises(Conflict) as told:
        apply([{**A, "size": 5}], [Operation(A, {**A, "size": 9})], UNIQUE)
    assert told.value.now == {"number": "a", "size": 5}
    with pytest.raises(Conflict) as told:
        apply([B], [Operation(A, None)], UNIQUE)
    assert told.value.now is None


def test_a_new_row_cannot_take_the_place_of_another():
    with pytest.raises(Conflict):
        apply([A], [Operation(None, {**A, "size": 7})], UNIQUE)
    with pytest.raises(Conflict):
        apply([A, B], [Operation(A, {**A, "number": "b"})], UNIQUE)


def test_a_row_can_get_another_name():
    assert apply([A, B], [Operation(A, {**A, "number": "z"})], UNIQUE) == [B, {"number": "z", "size": 1}]


def test_differences_name_the_columns_in_order():
    assert [(one.column, one.before, one.after) for one in differences(A, {**A, "size": 2})] == [("size", 1, 2)]
    assert [one.column for one in differences(None, A)] == ["number", "size"]


def _tariff(first, until=None, **more):
    row = {"product_category": "45", "product_code": "45A04", "provider_code": None, "contract_number": None, "unit": "uur"}
    return {**row, "valid_from": first, "valid_until": until, "amount_cents": 1, **more}


def _wrong(table, rows, **others):
    return [fault.wrong for fault in judge(table, rows, others)]


def test_tariffs_may_follow_each_other_but_not_overlap():
    first = _tariff(date(2025, 1, 1), date(2026, 1, 1))
    assert _wrong("tariff", [first, _tariff(date(2026, 1, 1))]) == []
    assert _wrong("tariff", [first, _tariff(date(2025, 12, 31))]) == [Wrong.OVERLAPPING_TARIFFS]
    assert _wrong("tariff", [first, _tariff(date(2025, 6, 1), provider_code="47000001")]) == []


def _contract(first, until=None, **more):
    row = {"contract_number": "C1", "provider_code": "47000001", "lot_code": "P1", "municipality_code": None}
    return {**row, "valid_from": first, "valid_until": until, **more}


def test_a_contract_cannot_end_before_it_starts():
    assert _wrong("contract", [_contract(date(2026, 1, 1), date(2025, 6, 1))]) == [Wrong.ENDS_BEFORE_START]


def test_a_contract_names_a_known_lot_and_provider_once_there_are_lists():
    row = _contract(date(2026, 1, 1))
    assert _wrong("contract", [row]) == []
    known = {"lot": [{"lot_code": "P2"}], "provider_register": [{"provider_code": "47000002"}]}
    assert _wrong("contract", [row], **known) == [Wrong.UNKNOWN_LOT, Wrong.UNKNOWN_PROVIDER]


def test_a_contract_does_not_begin_after_its_provider_merged():
    gone = {
        "provider_code": "47000001",
        "successor_code": "47000002",
        "valid_from": date(2020, 1, 1),
        "valid_until": date(2026, 1, 1),
    }
    known = {"provider_register": [gone, {"provider_code": "47000002"}]}
    assert _wrong("contract", [_contract(date(2025, 1, 1))], **known) == []
    assert _wrong("contract", [_contract(date(2026, 1, 1))], **known) == [Wrong.PROVIDER_HAS_LEFT]


def test_a_provider_is_neither_its_own_main_contractor_nor_its_own_successor():
    row = {"provider_code": "1", "main_contractor_code": "1", "successor_code": "1", "valid_from": date(2020, 1, 1)}
    assert _wrong("provider_register", [row]) == [Wrong.OWN_MAIN_CONTRACTOR, Wrong.OWN_SUCCESSOR]


def _cap(place, kind="cap", cents=100):
    return {
        "provider_code": "47000001",
        "municipality_code": place,
        "year": date(2026, 1, 1),
        "kind": kind,
        "amount_cents": cents,
    }


def test_one_scope_has_one_cap():
    assert _wrong("spending_cap", [_cap("0518"), _cap("0519")]) == []
    assert _wrong("spending_cap", [_cap("0518"), _cap(None)]) == [Wrong.TWO_CAPS]
    assert _wrong("spending_cap", [_cap("0518"), _cap("0518")]) == [Wrong.TWO_CAPS]
    assert _wrong("spending_cap", [_cap("0518"), _cap("0518", "extra_costs"), _cap("0518", "transfer", -5)]) == []
    assert _wrong("spending_cap", [_cap("0518", cents=-1)]) == [Wrong.NEGATIVE_CAP]


def test_what_was_wrong_before_a_change_is_no_reason_to_refuse_it():
    bad, good = _contract(date(2026, 1, 1), date(2025, 1, 1)), _contract(date(2026, 1, 1), contract_number="C2", lot_code="P2")
    assert new_faults("contract", [bad], [bad, good], {}) == ()
    assert [one.wrong for one in new_faults("contract", [good], [bad, good], {})] == [Wrong.ENDS_BEFORE_START]


def test_a_term_stands_by_its_days():
    day = date(2026, 11, 29)
    assert standing(_contract(date(2027, 1, 1)), day) is Standing.COMING
    assert standing(_contract(date(2020, 1, 1)), day) is Standing.RUNNING
    assert standing(_contract(date(2020, 1, 1), date(2027, 1, 1)), day) is Standing.ENDING
    assert standing(_contract(date(2020, 1, 1), date(2026, 11, 29)), day) is Standing.ENDED


def test_a_reminder_is_of_the_shortest_term_that_the_end_falls_within():
    day = date(2026, 8, 31)
    assert months_ahead(day, 6) == date(2027, 2, 28)
    assert ends_within(_contract(date(2020, 1, 1), date(2027, 2, 28)), day, 6)
    assert reminders_due(_contract(date(2020, 1, 1), date(2027, 2, 28)), day) == 6
    assert reminders_due(_contract(date(2020, 1, 1), date(2028, 1, 1)), day) is None
