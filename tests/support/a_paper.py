"""A paper made by hand, with every kind of block."""

from dataclasses import replace
from datetime import UTC, datetime

from regiewijzer.web.papers import Facts, LegendEntry, Paper, Picture, Section, Table, Text

SVG = '<svg viewBox="0 0 100 50" aria-hidden="true"><text x="5" y="20" font-family="Noto Sans">Hallo</text></svg>'
PICTURE = Picture(
    SVG, "Stromen", "jongeren per maand", "Lijngrafiek: van 10 naar 20", (LegendEntry("instroom", "#0b4f8a", "7 3"),)
)
TABLE = Table("Gegevens per maand", ("Maand", "Instroom"), (("mei 2026", "0"), ("juni 2026", "afgeschermd")))
PAPER = Paper(
    title="Hoeveel jongeren krijgen jeugdhulp?",
    lead="Waterdam",
    answer="In augustus 2026 kregen 3.165 jongeren jeugdhulp.",
    sections=(
        Section("", (Text("Uitleg erbij."), Text("Dit cijfer vleit.", warning=True), PICTURE, Facts((("A mei 2026", "Nieuw"),)))),
        Section("Gegevens", (TABLE, Text("Een noot.", small=True))),
        Section("Paspoort", (Facts((("Stand", "levering 4"),)),)),
    ),
    line="Versie 1.0 · levering 4 · ondergrens 10 jongeren",
    address="https://regio.example/cijfer/abc?x=1&y=2",
    moment=datetime(2026, 11, 1, 23, tzinfo=UTC),
    publisher="Regio Vechtstroom",
    banner="Alles is verzonnen.",
)


def with_text(text: str) -> Paper:
    """Return the paper with this text in every place where a text can be; a title and what a drawing shows are always there."""
    picture = replace(PICTURE, title=text, subtitle=text, alternative=text or "Grafiek", legend=(LegendEntry(text, "#0b4f8a"),))
    table = Table(text, (text, text), ((text, text),))
    sections = (
        Section(text, (Text(text), Text(text, small=True), Text(text, warning=True), picture, table, Facts(((text, text),)))),
    )
    said = {"title": text or "Titel", "lead": text, "answer": text, "line": text, "publisher": text, "banner": text}
    return replace(PAPER, sections=sections, **said)
