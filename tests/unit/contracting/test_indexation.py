"""A tariff round: what becomes what, and what it adds."""

from datetime import date
from decimal import Decimal

from regiewijzer.contracting.changes import apply
from regiewijzer.contracting.indexation import Step, Volume, chosen, effects, operations
from regiewijzer.contracting.judging import judge

UNIQUE = ("product_category", "product_code", "provider_code", "contract_number", "unit", "valid_from")
DAY = date(2027, 1, 1)


def _tariff(code="45A04", cents=8000, first=date(2026, 1, 1), until=None, provider=None, contract=None, unit="uur"):
    return {
        "product_category": "45",
        "product_code": code,
        "provider_code": provider,
        "contract_number": contract,
        "valid_from": first,
        "valid_until": until,
        "amount_cents": cents,
        "unit": unit,
    }


def test_a_percentage_is_rounded_half_up_and_an_amount_is_added():
    assert Step(percent=Decimal("3.5")).of(8000) == 8280
    assert Step(percent=Decimal("0.5")).of(100) == 101, "100.5 cents"
    assert Step(cents=-50).of(8000) == 7950
    assert Step(cents=-9000).of(8000) == 0


def test_the_old_tariff_ends_where_the_new_one_begins():
    rows = [_tariff(), _tariff("45B01", until=date(2027, 7, 1))]
    told = apply(rows, list(operations(rows, Step(percent=Decimal(10)), DAY)), UNIQUE)
    assert [(one["product_code"], one["amount_cents"], one["valid_from"], one["valid_until"]) for one in told] == [
        ("45A04", 8000, date(2026, 1, 1), DAY),
        ("45B01", 8000, date(2026, 1, 1), DAY),
        ("45A04", 8800, DAY, None),
        ("45B01", 8800, DAY, date(2027, 7, 1)),
    ]
    assert judge("tariff", told, {}) == ()


def test_a_tariff_that_begins_on_the_day_is_replaced():
    row = _tariff(first=DAY)
    assert [(one.base, one.row["amount_cents"]) for one in operations([row], Step(cents=100), DAY)] == [(row, 8100)]


def test_only_running_tariffs_of_the_chosen_products_are_in_a_round():
    rows = [_tariff(), _tariff("45B01"), _tariff(until=DAY), _tariff(first=date(2027, 2, 1)), _tariff(contract="C1")]
    products = frozenset({("45", "45A04")})
    assert chosen(rows, products, None, DAY) == [rows[0], rows[4]]
    assert chosen(rows, products, frozenset({"C1"}), DAY) == [rows[4]]


def _volume(volume=60, unit="04", provider="p1", code="45A04"):
    return Volume("0518", provider, "45", code, unit, volume, 20)


def test_the_effect_is_volume_times_difference_also_in_minutes():
    rows, step = [_tariff()], Step(cents=600)
    told = effects([_volume(10), _volume(90, "01"), _volume(-5), _volume(3, "14")], rows, rows, step, {})
    assert [one.cents for one in told] == [6000, 900, -3000]


def test_the_most_particular_tariff_decides_whether_a_volume_is_touched():
    general, own, contract = _tariff(), _tariff(provider="p1", cents=9000), _tariff(contract="C1", cents=9500)
    rows, step = [general, own, contract], Step(cents=100)
    assert [one.cents for one in effects([_volume(1), _volume(1, provider="p2")], rows, [general], step, {})] == [100]
    assert effects([_volume(1)], rows, [own], step, {})[0].cents == 100
    assert effects([_volume(1)], rows, [own], step, {"p1": frozenset({"C1"})}) == []
    assert effects([_volume(1, code="45Z99")], rows, rows, step, {}) == [], "no tariff is known"
