"""The pages of the monitor, on figures made by hand."""

import csv
import io
import json
import re

import pytest

from regiewijzer.definitions.indicators import load_indicators
from tests.support.invented_figures import MUNICIPALITIES, dutch, settled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("invented")]
ADDRESS = "/monitor/young-people-in-care"


def _text(answer) -> str:
    return answer.content.decode()


def _cells(html: str, region: str) -> list[list[str]]:
    """The rows of the table within the region of that label, as texts."""
    table = html.split(region, 1)[1].split("</table>")[0]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in rows
    ]


def test_the_list_has_every_question_with_its_value(page):
    html = _text(page.get("/monitor"))
    for indicator in load_indicators().values():
        assert f'href="/monitor/{indicator.id}">{indicator.title.nl}' in html
    assert dutch(settled()[1]) in html
    for theme in ("Kwaliteit", "Toegankelijkheid van hulp", "Betaalbaarheid"):
        assert f"<h2>{theme}</h2>" in html


def test_the_page_leads_with_the_newest_settled_month_in_a_sentence(page):
    html = _text(page.get(ADDRESS))
    assert "<h1>Hoeveel jongeren krijgen jeugdhulp?</h1>" in html
    month, now, before = settled()
    assert f"In {month} kregen {dutch(now)} jongeren jeugdhulp." in html
    assert f"Dat is {dutch(abs(now - before))} {'meer' if now > before else 'minder'} dan een jaar eerder." in html
    first = re.search(r"Vanaf (\w+ 2026) zijn de cijfers voorlopig\.", html)[1]
    marked = [row[0] for row in _cells(html, 'aria-label="Gegevens per maand"') if "(voorlopig)" in row[0]]
    assert marked[-1].startswith(first)


def test_chart_and_table_show_the_same_values(page):
    html = _text(page.get(ADDRESS))
    data = json.loads(re.search(r'<script type="application/json" id="grafiek-1-data">(.*?)</script>', html, re.DOTALL)[1])
    points = [row for row in data["datasets"]["rows"] if row["part"] in ("settled", "provisional")]
    in_chart = {row["text"] for row in points}
    in_table = {row[1] for row in _cells(html, 'aria-label="Gegevens per maand"')[1:]}
    assert in_chart == in_table
    assert len(in_table) > 50


def test_provisional_months_are_marked_in_chart_and_table(page):
    html = _text(page.get(ADDRESS))
    rows = _cells(html, 'aria-label="Gegevens per maand"')
    marked = ["(voorlopig)" in row[0] for row in rows[1:]]
    months = load_indicators()["young-people-in-care"].provisional.months
    assert rows[1][0] == "oktober 2026 (voorlopig)"
    assert marked == [True] * months + [False] * (len(marked) - months)
    assert '"part":"provisional"' in html


def test_the_definition_stands_beside_the_figure(page):
    html = _text(page.get(ADDRESS))
    indicator = load_indicators()["young-people-in-care"]
    for text in (indicator.definition.nl, indicator.numerator.nl, indicator.excluded.nl, indicator.author, "versie 1.0"):
        assert text in html
    assert "98,2\N{NO-BREAK SPACE}% van de verwachte leveringen binnen" in html
    assert "12\N{NO-BREAK SPACE}% met gereconstrueerd moment van ontvangst" in html
    assert "Cijfers over 1 tot en met 9 jongeren zijn afgeschermd. Aantallen zijn afgerond op 5." in html


def test_municipalities_are_ranked_against_the_region_whichever_is_chosen(page):
    everyone, one = _text(page.get(ADDRESS)), _text(page.get(ADDRESS, {"gemeente": "9902"}))
    assert _cells(everyone, 'aria-labelledby="uitsplitsing"') == _cells(one, 'aria-labelledby="uitsplitsing"')
    ranked = [row[0] for row in _cells(one, 'aria-labelledby="uitsplitsing"')[1:]]
    assert ranked == list(MUNICIPALITIES.values())
    assert one.count("rw-line--reference") == len(MUNICIPALITIES), "the grey line of the region stands in every small chart"
    assert everyone.count('d="M', everyone.index("rw-multiples")) == one.count('d="M', one.index("rw-multiples"))
    assert f"kregen {dutch(settled(municipality='9902')[1])} jongeren" in one
    assert '<tr class="rw-total">' in one


def test_hidden_values_are_gaps_with_a_name(page):
    html = _text(page.get(ADDRESS, {"gemeente": "9910"}))
    assert "afgeschermd" in [row[1] for row in _cells(html, 'aria-label="Gegevens per maand"')]
    assert re.search(r'"value":null,"text":"afgeschermd"', html)


def test_the_choice_stands_in_the_form_and_in_every_link(page):
    html = _text(page.get(ADDRESS, {"gemeente": "9902", "zorgvorm": "11", "peildatum": "2026-05-01"}))
    assert '<option value="9902" selected>Waterdam</option>' in html
    assert 'value="2026-05-01"' in html
    for link in ("gegevens.csv", "gegevens.xlsx", "uitsplitsing.csv", "berekening", "vastleggen", "afdruk", "notitie"):
        assert f"{ADDRESS}/{link}?gemeente=9902&amp;zorgvorm=11&amp;peildatum=2026-05-01" in html


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"peildatum": "2026-02-31"}, "Vul een bestaande datum in."),
        ({"peildatum": "1999-01-01"}, "Kies een datum van 03-01-2022"),
        ({"peildatum": "2999-01-01"}, "Kies een datum van"),
        ({"gemeente": "0000"}, "Selecteer een geldige keuze"),
    ],
)
def test_a_choice_that_cannot_be_is_told_and_gives_no_figure(page, choice, said):
    answer = page.get(ADDRESS, choice)
    assert answer.status_code == 422
    assert said in _text(answer)
    assert 'aria-invalid="true"' in _text(answer)
    assert "data-chart" not in _text(answer)


def test_every_indicator_has_a_page_in_both_languages(page):
    for indicator in load_indicators().values():
        for language, title in (("nl", indicator.title.nl), ("en", indicator.title.en)):
            page.cookies["django_language"] = language
            html = _text(page.get(f"/monitor/{indicator.id}"))
            assert f"<h1>{title}</h1>" in html
            assert f'<html lang="{language}"' in html


def test_medians_get_a_chart_per_series(page):
    html = _text(page.get("/monitor/waiting"))
    assert html.count("data-chart=") == 2
    assert "kreeg de helft van de verzoeken binnen" in html


def test_money_says_only_claimed_care_and_is_in_euros(page):
    html = _text(page.get("/monitor/claimed-care"))
    assert "alleen gedeclareerde zorg" in html.split("</h1>")[0]
    assert f"€\N{NO-BREAK SPACE}{dutch(settled('claimed-care')[1] // 100)}" in html
    assert "Bedragen zijn afgerond op €\N{NO-BREAK SPACE}1.000." in html


def test_csv_holds_the_figure_of_the_address(page):
    answer = page.get(f"{ADDRESS}/gegevens.csv", {"gemeente": "9902"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="young-people-in-care_4_2026-11-01.csv"' in answer["Content-Disposition"]
    text = answer.content.decode("utf-8-sig")
    assert "Selectie;Waterdam" in text
    assert "2026-08;Jongeren in zorg;3165;jongeren;getoond;100" in text


def test_csv_per_municipality_names_them_all(page):
    text = page.get(f"{ADDRESS}/uitsplitsing.csv", {"gemeente": "9902", "per": "gemeente"}).content.decode("utf-8-sig")
    assert all(f";{name};" in text for name in MUNICIPALITIES.values())
    assert ";afgeschermd;" in text


def test_csv_for_programs_has_codes_and_decimal_points(page):
    rows = list(csv.DictReader(io.StringIO(_text(page.get("/monitor/dropout/gegevens.csv", {"vorm": "programma"})))))
    assert {row["series"] for row in rows} == {"by_client", "premature"}
    assert all(0 < float(row["value"]) < 1 for row in rows)


def test_how_it_is_calculated_shows_query_fields_and_messages(page):
    html = _text(page.get(f"{ADDRESS}/berekening", {"gemeente": "9902"}))
    for text in ("Waterdam", "SELECT", "started_on", "305: Client/Bsn", "12.345", "1.178 van 1.200 verwachte leveringen", "9903"):
        assert text in html
    assert 'lang="en"><h3>How many young people receive youth care?' in html


def test_an_unknown_indicator_is_not_found(page):
    assert page.get("/monitor/nothing-of-the-kind").status_code == 404
    assert page.get("/monitor/nothing-of-the-kind/berekening").status_code == 404
    assert page.get(f"{ADDRESS}/gegevens.csv", {"gemeente": "0000"}).status_code == 404


def test_a_demo_says_on_every_page_that_its_figures_are_invented(page, visitor):
    for address in ("/", "/monitor", ADDRESS, f"{ADDRESS}/berekening", "/leveringen", "/nergens"):
        assert "zijn verzonnen" in _text(page.get(address)), address
    assert "zijn verzonnen" in _text(visitor.get("/inloggen"))
