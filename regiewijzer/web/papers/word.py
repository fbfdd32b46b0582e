"""A paper as a Word document: real headings, tables with head rows that repeat, a text for every drawing, links that work."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Row as TableRow
from docx.text.paragraph import Paragraph

from regiewijzer.web.papers.content import Block, Facts, Paper, Picture, Table, Text
from regiewijzer.web.papers.drawing import chart_pieces, stacked
from regiewijzer.web.papers.poster import to_png

FONT = "Arial"  # on every machine, or something of the same widths
INK, SOFT, LINK, WARNING = (RGBColor.from_string(one) for one in ("10263B", "4A5D70", "0B4F8A", "85140F"))
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
TEXT_WIDTH = Cm(17)
MOST_VALUES = 6
LONGEST = 255  # letters of a property
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def _styled(document: WordDocument, paper: Paper) -> None:
    """Set page, font and language once, in the styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    sizes = {"Normal": 10, "Heading 1": 18, "Heading 2": 12, "Caption": 9, "Footer": 7}
    for name, size in sizes.items():
        font = document.styles[name].font
        font.name, font.size, font.color.rgb = FONT, Pt(size), INK
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    language = document.styles.element.find(".//" + qn("w:lang"))
    language.set(qn("w:val"), LANGUAGES.get(paper.language, "nl-NL"))


def _described(document: WordDocument, paper: Paper) -> None:
    """Write who, what and when; nothing of the template is left in the properties."""
    about, moment = document.core_properties, paper.moment.replace(tzinfo=None)
    about.title, about.subject, about.author = (text[:LONGEST] for text in (paper.title, paper.lead, paper.publisher))
    about.language = paper.language
    about.comments = about.keywords = about.category = ""
    about.created = about.modified = moment
    about.last_modified_by, about.revision = paper.publisher[:LONGEST], 1


def _set(parent: Any, name: str, **values: str) -> None:
    child = OxmlElement(name)
    for key, value in values.items():
        child.set(qn(f"w:{key}"), value)
    parent.append(child)


def _write(document: WordDocument, text: str, *, size: float = 0, colour: RGBColor = INK, bold: bool = False) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.color.rgb, run.bold = colour, bold or None
    if size:
        run.font.size = Pt(size)
    return paragraph


def _link(paragraph: Paragraph, address: str) -> None:
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(address)
    run.font.color.rgb, run.underline = LINK, True
    link.append(run._element)
    paragraph._element.append(link)


def _picture(document: WordDocument, picture: Picture) -> None:
    caption = document.add_paragraph(picture.title, style="Caption")
    caption.paragraph_format.keep_with_next = True
    soft = caption.add_run(f" {picture.subtitle}")
    soft.bold, soft.font.color.rgb = False, SOFT
    drawn = document.add_picture(io.BytesIO(to_png(stacked(chart_pieces(picture)))), width=TEXT_WIDTH)
    about = drawn._inline.docPr
    about.set("descr", picture.alternative)
    about.set("title", picture.title)
    about.set("name", picture.title)


def _fill(row: TableRow, texts: Sequence[str], *, named: int, head: bool) -> None:
    for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        if column >= named:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(8.5), head or None


def _table(document: WordDocument, table: Table) -> None:
    caption = document.add_paragraph(table.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    made = document.add_table(rows=len(table.rows) + 1, cols=len(table.heads), style="Light List")
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    for line, (row, texts) in enumerate(zip(made.rows, (table.heads, *table.rows), strict=True)):
        _fill(row, texts, named=table.texts, head=not line)
        _set(row._tr.get_or_add_trPr(), "w:cantSplit")
    _set(made.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    _set(made._tbl.tblPr, "w:tblCaption", val=table.caption)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _block(document: WordDocument, block: Block) -> None:
    match block:
        case Text():
            colour = WARNING if block.warning else SOFT if block.small else INK
            _write(document, block.text, size=8.5 if block.small else 0, colour=colour)
        case Picture():
            _picture(document, block)
        case Table():
            for part in block.parts(MOST_VALUES):
                _table(document, part)
        case Facts():
            for name, text in block.headed:
                paragraph = document.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(3)
                paragraph.add_run(f"{name} ").bold = True
                paragraph.add_run(text)


def _top(document: WordDocument, paper: Paper) -> None:
    if paper.banner:
        _write(document, paper.banner, colour=WARNING, bold=True)
    if paper.publisher:
        _write(document, paper.publisher, size=8.5, colour=SOFT)
    document.add_heading(paper.title, 1)
    _write(document, paper.lead, colour=SOFT)
    _write(document, paper.answer, size=13, bold=True)


def _footer(document: WordDocument, paper: Paper) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(" ".join(filter(None, (paper.banner, paper.line)))).add_break()
    _link(paragraph, paper.address)


def _dated(content: bytes) -> bytes:
    """Return the same archive without the moment of its making: the same paper gives the same file."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if not name.startswith("docProps/thumbnail"):  # of the template
                new.writestr(zipfile.ZipInfo(name, ZIP_DATE), old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _without_thumbnail(document: WordDocument) -> None:
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]


def as_word(paper: Paper) -> bytes:
    """Return the paper as a Word document."""
    document = Document()
    _styled(document, paper)
    _described(document, paper)
    _top(document, paper)
    for section in paper.sections:
        if section.heading:
            document.add_heading(section.heading, 2)
        for block in section.blocks:
            _block(document, block)
    _link(document.add_paragraph(), paper.address)
    _footer(document, paper)
    _without_thumbnail(document)
    content = io.BytesIO()
    document.save(content)
    return _dated(content.getvalue())
