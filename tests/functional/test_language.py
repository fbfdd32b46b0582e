"""Two languages: Dutch in the source, English complete."""

import re
from pathlib import Path

import pytest

from regiewijzer.web import messages_extract
from regiewijzer.web.messages_compile import compile_messages
from regiewijzer.web.messages_extract import collect, is_complete, read_translation

PLACES = re.compile(r"%\((\w+)\)[sd]")


def _texts(message) -> tuple[str, ...]:
    return message if isinstance(message, tuple | list) else (message,)


def test_every_text_has_an_english_translation():
    translation = read_translation()
    missing = [one.id for one in collect() if one.id and not is_complete((translation.get(one.id) or one).string)]
    assert missing == [], "run python -m regiewijzer.web.messages_extract and translate"
    assert len(list(translation)) > 200


def test_no_translation_is_fuzzy_or_left_over():
    texts = {one.id for one in collect()}
    for one in read_translation():
        assert not one.fuzzy or not one.id, one.id
        assert one.id in texts, f"no page says this any more: {one.id}"


def test_translations_keep_the_places_of_their_text():
    for one in read_translation():
        if one.id:
            wanted = {frozenset(PLACES.findall(text)) for text in _texts(one.id)}
            assert {frozenset(PLACES.findall(text)) for text in _texts(one.string)} <= wanted, one.id


def test_the_extraction_sees_every_call():
    # Babel reads tokens: a call inside an f-string is invisible to it.
    for path in messages_extract._sources():
        assert not re.search(r"\{_\(|\{n?gettext\(", path.read_text("utf-8")), path


def test_a_new_text_without_translation_is_noticed(tmp_path, monkeypatch):
    source = tmp_path / "page.html"
    source.write_text('{% load i18n %}\n   <p>{% translate "Nieuwe tekst" %}</p>')
    monkeypatch.setattr(messages_extract, "PACKAGE", tmp_path)
    monkeypatch.setattr(messages_extract, "_sources", lambda: [source])
    monkeypatch.setattr(messages_extract, "PACKAGE", tmp_path / "package")
    monkeypatch.setattr(Path, "relative_to", lambda self, other: self)
    catalog = messages_extract.updated(read_translation(), collect())
    assert [one.id for one in catalog if one.id and not is_complete(one.string)] == ["Nieuwe tekst"]


def test_compiling_needs_no_tools_and_is_repeatable(tmp_path):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_bytes(messages_extract.TRANSLATION.read_bytes())
    first = compile_messages(tmp_path)[0].read_bytes()
    assert compile_messages(tmp_path)[0].read_bytes() == first


@pytest.mark.django_db
def test_dutch_is_the_default_whatever_the_browser_asks(visitor):
    answer = visitor.get("/inloggen", headers={"accept-language": "en-US,en;q=0.9"})
    assert '<html lang="nl"' in answer.content.decode()
    assert answer["Content-Language"] == "nl"


@pytest.mark.django_db
@pytest.mark.usefixtures("invented")
def test_the_switch_in_the_header_works_without_javascript_and_keeps_the_page(page):
    address = "/monitor/flow?gemeente=9902"
    form = page.get(address).content.decode()
    assert '<button class="rw-plain-button" name="language" value="en" lang="en">English</button>' in form
    assert 'name="next" value="/monitor/flow?gemeente=9902"' in form
    answer = page.post("/taal", {"language": "en", "next": address})
    assert answer["Location"] == address
    assert '<html lang="en"' in page.get(address).content.decode()
    elsewhere = page.post("/taal", {"language": "nl", "next": "https://elsewhere.example/"})
    assert "elsewhere" not in elsewhere["Location"]


@pytest.mark.django_db
@pytest.mark.usefixtures("invented")
def test_no_dutch_interface_text_is_left_on_an_english_page(page):
    page.cookies["django_language"] = "en"
    dutch = [
        text for one in collect() if one.id for text in _texts(one.id) if "%(" not in text and " " in text and len(text) > 10
    ]
    pages = (
        "/monitor",
        "/monitor/flow",
        "/monitor/stromen",
        "/monitor/veranderd",
        "/zoeken?q=waiting",
        "/monitor/flow/notitie",
        "/signalen",
    )
    for address in (*pages, "/monitor/flow/berekening", "/leveringen", "/toegankelijkheid", "/wachtwoord"):
        html = page.get(address).content.decode()
        english = (
            html.replace(re.search(r'<section lang="nl">.*?</section>', html, re.DOTALL)[0], "")
            if "berekening" in address
            else html
        )
        assert [text for text in dutch if text in english] == [], address
