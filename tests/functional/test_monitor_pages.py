"""The pages of the monitor, on figures made by hand."""

import csv
import io
import json
import re

import pytest

from regiewijzer.definitions.indicators import load_indicators
from tests.support.invented_figures import MUNICIPALITIES, dutch, settled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("invented", "one_drawing")]
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


def test_every_indicator_has_a_page(page):
    for indicator in load_indicators().values():
        html = _text(page.get(f"/monitor/{indicator.id}"))
        assert f"<h1>{indicator.title.nl}</h1>" in html
        assert "data-chart=" in html or "rw-multiples" in html, indicator.id


def test_pages_are_there_in_english_too(page):
    page.cookies["django_language"] = "en"
    for indicator_id in ("young-people-in-care", "school-absentees", "waiting"):
        html = _text(page.get(f"/monitor/{indicator_id}"))
        assert f"<h1>{load_indicators()[indicator_id].title.en}</h1>" in html
        assert '<html lang="en"' in html


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


def test_rows_lead_one_level_further_down_and_back(page):
    html = _text(page.get(ADDRESS, {"gemeente": "9902", "per": "categorie"}))
    assert re.search(r'<nav class="rw-trail".*?>Hele regio</a></li><li><strong>Waterdam</strong>', html, re.DOTALL)
    down = re.search(r'href="(\?[^"]*categorie=45[^"]*)"', html)[1].replace("&amp;", "&")
    assert "gemeente=9902" in down
    assert "per=aanbieder" in down
    deeper = _text(page.get(f"{ADDRESS}{down}"))
    assert "Uitgesplitst per aanbieder" in deeper
    assert "De Brug jeugdhulp" in deeper
    assert re.search(r'<nav class="rw-trail".*?Waterdam</a></li><li><strong>', deeper, re.DOTALL)


def test_every_dimension_can_be_shown(page):
    from regiewijzer.apps.monitor.dimensions import BY_CODE

    for dimension in BY_CODE.values():
        indicator = next(one for one in load_indicators().values() if dimension.code in one.dimensions)
        html = _text(page.get(f"/monitor/{indicator.id}", {"per": dimension.field}))
        assert f"Uitgesplitst {dimension.per}" in html
        assert "rw-bar-cell" in html, dimension.code


def test_chosen_members_stand_in_one_chart_and_stay_chosen(page):
    html = _text(page.get("/monitor/dropout", {"per": "gemeente", "vergelijk": ["9903", "9901", "0000"]}))
    data = json.loads(re.search(r'id="grafiek-samen-data">(.*?)</script>', html, re.DOTALL)[1])
    assert list(dict.fromkeys(row["name"] for row in data["datasets"]["rows"])) == ["’s-Gravenland", "Oostveen", "alles samen"]
    assert html.count(" checked>") == 2


def test_at_most_five_members_stand_in_one_chart(page):
    html = _text(page.get(ADDRESS, {"vergelijk": list(MUNICIPALITIES)}))
    data = json.loads(re.search(r'id="grafiek-samen-data">(.*?)</script>', html, re.DOTALL)[1])
    assert len({row["name"] for row in data["datasets"]["rows"]}) == 5


def test_a_map_stands_beside_the_table_of_municipalities_only(page):
    assert "rw-map--tiles" in _text(page.get(ADDRESS, {"per": "gemeente"}))
    assert "rw-map--tiles" not in _text(page.get(ADDRESS, {"per": "zorgvorm"}))


def test_imported_borders_take_the_place_of_tiles(page, home):
    from regiewijzer.web.maps.store import place_of

    rings = {code: [[[n, 0], [n + 1, 0], [n + 1, 1], [n, 0]]] for n, code in enumerate(MUNICIPALITIES)}
    place_of(home).parent.mkdir()
    place_of(home).write_text(json.dumps({"format": 1, "width": 11, "height": 1, "rings": rings}))
    html = _text(page.get("/monitor/dropout", {"per": "gemeente"}))
    assert html.count('<path d="M') >= len(MUNICIPALITIES)
    assert "rw-map--borders" in html


def test_excel_holds_numbers_and_no_formulas(page):
    from openpyxl import load_workbook

    answer = page.get(f"{ADDRESS}/uitsplitsing.xlsx", {"per": "gemeente"})
    assert "per-gemeente_4_2026-11-01.xlsx" in answer["Content-Disposition"]
    book = load_workbook(io.BytesIO(answer.content))
    rows = list(book["Gegevens"].iter_rows(values_only=True))
    assert rows[0][:4] == ("Maand", "Reeks", "Gemeente", "Waarde")
    assert {row[2] for row in rows[1:]} == set(MUNICIPALITIES.values())
    assert all(isinstance(row[3], int) or row[3] == "afgeschermd" for row in rows[1:])
    assert all(cell.data_type != "f" for sheet in book for line in sheet.iter_rows() for cell in line)
    assert page.get(f"{ADDRESS}/uitsplitsing.xlsx", {"per": "gemeente"}).content == answer.content


def test_a_name_that_looks_like_a_formula_stays_a_text(page, home):
    from openpyxl import load_workbook

    from regiewijzer.ledger.region import Municipality, Region, write_region

    write_region(Region("R", municipalities=(Municipality("9901", "=1+1"),)), home.region)
    content = page.get(f"{ADDRESS}/uitsplitsing.xlsx", {"per": "gemeente"}).content
    cells = [cell for line in load_workbook(io.BytesIO(content))["Gegevens"].iter_rows() for cell in line if cell.value == "=1+1"]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_the_page_for_paper_has_everything_open_and_nothing_to_click(page):
    html = _text(page.get(f"{ADDRESS}/afdruk", {"gemeente": "9902"}))
    for absent in ("<script", "rw-nav", "rw-filters", "<button", "checkbox"):
        assert absent not in html
    assert html.count("<details") == html.count(" open>")
    assert "Waterdam" in html
    assert '<svg aria-hidden="true"' in html


def test_a_note_stands_at_its_month_until_it_is_withdrawn(page):
    from regiewijzer.apps.audit.models import AuditEvent
    from regiewijzer.apps.monitor.models import Annotation

    address = f"{ADDRESS}/notitie?gemeente=9902"
    assert "Geldt voor" in _text(page.get(address))
    said = {"month": "2025-03", "text": "Nieuw <b>wijkteam</b>", "municipality": "9902"}
    assert page.post(address, said)["Location"] == f"{ADDRESS}?gemeente=9902"
    here, elsewhere = _text(page.get(ADDRESS, {"gemeente": "9902"})), _text(page.get(ADDRESS, {"gemeente": "9903"}))
    assert "<strong>maart 2025</strong> Nieuw &lt;b&gt;wijkteam&lt;/b&gt;" in here
    assert "wijkteam" not in elsewhere
    note = Annotation.objects.get()
    assert page.post(f"/monitor/notities/{note.pk}/intrekken", {"terug": "https://elders.example/"})["Location"] == "/monitor"
    assert "wijkteam" not in _text(page.get(ADDRESS, {"gemeente": "9902"}))
    assert page.post(f"/monitor/notities/{note.pk}/intrekken").status_code == 404
    events = set(AuditEvent.objects.filter(subject=str(note.pk)).values_list("event", flat=True))
    assert {"annotation_written", "annotation_withdrawn"} <= events


@pytest.mark.parametrize(
    "said", [{"month": "2025-13", "text": "x"}, {"month": "2025-01", "text": ""}, {"month": "2025-01", "text": "x" * 201}]
)
def test_a_note_that_cannot_be_is_told(page, said):
    answer = page.post(f"{ADDRESS}/notitie", said)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in _text(answer)


def test_flows_are_seen_in_three_ways_with_the_warning(page):
    html = _text(page.get("/monitor/stromen", {"gemeente": "9902"}))
    assert "data-chart=" in html
    titles = re.findall(r'<section class="rw-three__part">\s*<h3>(.*?)[<\n]', html)
    assert [title.strip() for title in titles] == ["Wie begint", "Wie er is", "Wie eindigt"]
    assert "Kijk nooit alleen naar wie eindigt." in html
    assert ">vleit</span>" in html


def test_every_indicator_on_the_page_of_flows_exists():
    from regiewijzer.apps.monitor.flow_views import flow_views

    layout = flow_views()
    assert {layout.flow, *(one for view in layout.views for one in view.indicators)} <= set(load_indicators())


def test_what_changed_is_listed_for_every_indicator(page):
    html = _text(page.get("/monitor/veranderd"))
    assert "naast die van 1 oktober 2026" in html
    for indicator in load_indicators().values():
        assert f'href="/monitor/{indicator.id}"' in html


@pytest.mark.parametrize("address", ["/monitor/veranderd", "/monitor"])
def test_when_patience_is_up_the_rest_comes_with_the_next_visit(page, monkeypatch, address):
    from regiewijzer.apps.monitor.views import patience

    assert 'hx-trigger="load' not in _text(page.get(address))
    monkeypatch.setattr(patience, "SECONDS", -1.0)
    html = _text(page.get(address))
    assert f"{len(load_indicators())} cijfers worden nog berekend." in html
    assert f'hx-get="{address}" hx-trigger="load' in html
    assert f'<a href="{address}">Ververs de pagina</a>' in html


def test_old_and_new_definition_stand_side_by_side(page):
    changed = next(one for one in load_indicators().values() if one.earlier)
    html = _text(page.get(f"/monitor/{changed.id}/definities"))
    for version in (*changed.earlier, changed):
        assert f"versie {version.version}, vastgesteld op" in html
        assert version.definition.nl in html
    assert "gewijzigd" in html
    assert f"/monitor/{changed.id}/definities" in _text(page.get(f"/monitor/{changed.id}"))
    assert page.get(f"{ADDRESS}/definities")["Location"] == ADDRESS


def test_the_list_can_be_narrowed_and_shown_for_one_municipality(page):
    html = _text(page.get("/monitor", {"thema": "affordability", "gemeente": "9902"}))
    assert "<h1>Monitor jeugdhulp: Waterdam</h1>" in html
    assert 'href="/monitor/claimed-care?gemeente=9902"' in html
    assert "/monitor/dropout" not in html
    assert dutch(settled("claimed-care", "9902")[1] // 100) in html
    assert "/monitor/waiting" in _text(page.get("/monitor", {"bron": "ijw", "doel": "hulp-op-tijd"}))
    assert page.get("/monitor", {"thema": "onzin"}).status_code == 200


def test_every_source_in_the_list_is_that_of_an_indicator():
    from regiewijzer.apps.monitor.presenters.overview import source_names, sources_of

    everything = load_indicators().values()
    names = source_names(everything)
    for source in names:
        assert any(source in sources_of(one) for one in everything), source
    assert sources_of(load_indicators()["young-people-in-care"]) == {"ijw"}
    assert "ijw" not in sources_of(load_indicators()["peer-review"])


def test_a_figure_that_flatters_says_so(page):
    flattering = next(one for one in load_indicators().values() if one.flatters)
    assert f"<strong>Dit cijfer vleit.</strong> {flattering.flatters.nl}" in _text(page.get(f"/monitor/{flattering.id}"))
