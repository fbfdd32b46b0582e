from datetime import date

import pytest

from regiewijzer.ledger.region import (
    ExpectedSender,
    Funding,
    Municipality,
    Provider,
    Region,
    RegionError,
    parse_region,
    read_region,
    write_region,
)
from regiewijzer.ledger.region_terms import Term

REGION = Region(
    name="Duinrand",
    invented=True,
    municipalities=(
        Municipality("0901", "Zeedorp", date(2010, 1, 1), date(2024, 1, 1), "0902"),
        Municipality(
            "0902", "Duinstad", subregion="Kust", member=(Term(date(2020, 1, 1), date(2025, 1, 1)), Term(date(2026, 1, 1)))
        ),
        Municipality("0903", "Polderdam", accounting=(Term(date(2024, 1, 1)),)),
    ),
    providers=(Provider("42420001", "Het Anker", Funding.TASK),),
    trajectory_gap_days=14,
    expected_senders=(ExpectedSender("0901", ("301", "325"), date(2021, 1, 1), date(2024, 1, 1)),),
)


def test_what_is_written_is_read_back(tmp_path):
    write_region(REGION, tmp_path / "region.yaml")
    assert read_region(tmp_path / "region.yaml") == REGION


def test_without_a_file_the_region_is_empty(tmp_path):
    assert read_region(tmp_path / "region.yaml") == Region(name="")


def test_who_is_expected_follows_from_the_members_when_it_is_not_stated():
    region = parse_region(
        {
            "name": "Duinrand",
            "municipalities": [{"code": "0901", "name": "Zeedorp", "valid_until": date(2024, 1, 1)}],
            "providers": [{"code": "42420001", "name": "A", "funding": "task"}, {"code": "42420002", "name": "B"}],
        }
    )
    assert [(sender.code, sender.messages) for sender in region.expected_senders] == [
        ("0901", ("301",)),
        ("42420001", ("305",)),
        ("42420002", ("323",)),
    ]
    assert region.expected_senders[0].is_expected_in(date(2023, 12, 1))
    assert not region.expected_senders[0].is_expected_in(date(2024, 1, 1))


def paying(**municipality):
    """When a municipality of the region file pays, and the months in which it is expected to assign."""
    region = parse_region({"name": "Duinrand", "municipalities": [{"code": "0901", "name": "Zeedorp", **municipality}]})
    expected = [(one.first_month, one.until_month) for one in region.expected_senders]
    return [(term.valid_from, term.valid_until) for term in region.municipalities[0].paying], expected


def test_a_municipality_without_terms_belongs_to_the_region_and_pays_always():
    assert paying() == ([(None, None)], [(None, None)])


def test_it_pays_while_it_is_a_member_apart_from_whether_its_code_exists():
    stay = {"valid_from": date(2023, 1, 1), "valid_until": date(2025, 1, 1)}
    assert paying(member=[stay], valid_from=date(2010, 1, 1)) == ([(date(2023, 1, 1), date(2025, 1, 1))],) * 2
    assert paying(member=[stay], valid_until=date(2024, 1, 1))[0] == [(date(2023, 1, 1), date(2024, 1, 1))]


def test_an_accounting_municipality_does_not_pay_and_is_not_expected_to_assign():
    terms, expected = paying(accounting=[{"valid_from": date(2024, 1, 1), "valid_until": date(2025, 1, 1)}])
    assert terms == expected == [(None, date(2024, 1, 1)), (date(2025, 1, 1), None)]
    assert paying(accounting=[{}])[0] == []


def test_who_left_and_came_back_is_outside_between():
    (one,) = [one for one in REGION.municipalities if one.code == "0902"]
    assert one.outside == (Term(None, date(2020, 1, 1)), Term(date(2025, 1, 1), date(2026, 1, 1)))
    assert not one.pays_within(date(2025, 1, 1), date(2025, 4, 1))
    assert one.pays_within(date(2024, 12, 1), date(2025, 4, 1))


def municipality_with(name, *terms):
    return {"name": "x", "municipalities": [{"code": "0901", "name": "Zeedorp", name: list(terms)}]}


FIRST, SECOND = date(2024, 1, 1), date(2025, 1, 1)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ({}, "name is missing"),
        (
            municipality_with("member", {"valid_from": SECOND, "valid_until": FIRST}),
            "member of municipality 0901: 2024-01-01 is not",
        ),
        (municipality_with("member", {"valid_from": FIRST}, {"valid_from": SECOND}), "within the term before it"),
        (municipality_with("accounting", {"from": FIRST}), "accounting of municipality 0901"),
        (municipality_with("accounting", "2024"), "accounting of municipality 0901"),
        (municipality_with("member", {"valid_from": "2024"}), "with a day"),
        ({"name": "x", "municipalities": [{"code": 901, "name": "Zeedorp"}]}, "901"),
        ({"name": "x", "providers": [{"code": "12", "name": "A"}]}, "12"),
        ({"name": "x", "providers": [{"code": "42420001", "name": "A", "funding": "free"}]}, "free"),
    ],
)
def test_a_wrong_region_file_says_what_is_wrong(raw, says):
    with pytest.raises(RegionError, match=says):
        parse_region(raw)


def test_the_first_covered_month_comes_back_and_is_a_first_of_a_month(tmp_path):
    path = tmp_path / "region.yaml"
    write_region(Region("Proef", covered_from=date(2022, 11, 1)), path)
    assert read_region(path).covered_from == date(2022, 11, 1)
    with pytest.raises(RegionError, match="2022-11-15"):
        parse_region({"name": "Proef", "covered_from": "2022-11-15"})


def test_a_tile_has_a_column_and_a_row():
    assert parse_region({"name": "R", "municipalities": [{"code": "0001", "name": "A", "tile": [2, 0]}]}).municipalities[
        0
    ].tile == (2, 0)
    for wrong in ([1], [1, -1], ["1", 2], 3, [True, 1]):
        with pytest.raises(RegionError, match="municipality 0001"):
            parse_region({"name": "R", "municipalities": [{"code": "0001", "name": "A", "tile": wrong}]})


def test_a_turning_point_has_a_month_and_a_text_in_both_languages(tmp_path):
    point = {"month": date(2025, 1, 1), "nl": "Nieuwe inkoop.", "en": "New contracts."}
    region = parse_region({"name": "R", "turning_points": [point]})
    write_region(region, tmp_path / "region.yaml")
    assert read_region(tmp_path / "region.yaml") == region
    assert [one.text("en") for one in region.turning_points] == ["New contracts."]
    with pytest.raises(RegionError, match="first day of a month"):
        parse_region({"name": "R", "turning_points": [{**point, "month": date(2025, 1, 2)}]})


def test_a_file_that_is_replaced_is_read_again(tmp_path):
    path = tmp_path / "region.yaml"
    write_region(Region("A"), path)
    assert read_region(path).name == "A"
    write_region(Region("B"), path)
    assert read_region(path).name == "B"
    path.unlink()
    assert read_region(path).name == ""
