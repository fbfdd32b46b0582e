"""A whole edition as one paper, fit to go with a letter to a council: summary, answers, then each figure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC

from django.utils.translation import gettext as _

from regiewijzer.apps.monitor.service import Around, Kept, Published, figure_blocks
from regiewijzer.apps.publications import contents, queries
from regiewijzer.apps.publications.models import Edition, EditionFigure
from regiewijzer.apps.publications.presenters.edition import SHOWN_HASH, EditionView, Topic, edition_view, language, reading_guide
from regiewijzer.apps.publications.presenters.papers import Frame, around, as_frozen, banner_of, notes_of
from regiewijzer.web.papers import Block, Facts, Form, Paper, Section, Text

REPORT_FORMS = (Form.PDF, Form.WORD)  # a whole edition is too long for a picture


def _lead(view: EditionView) -> str:
    edition = view.edition
    said = {"number": edition.number, "audience": edition.get_audience_display(), "known": view.known_until}
    text = _("Editie %(number)s voor %(audience)s. Cijfers zoals bekend op %(known)s.") % said
    return f"{text} " + _("Verschenen op %(day)s.") % {"day": view.appeared} if view.appeared else text


def _passport(edition: Edition, view: EditionView) -> str:
    """Return the passport of the whole in one line."""
    facts = [
        (_("Editie"), str(edition.number)),
        (_("Bekend tot en met"), view.known_until),
        (_("Stand van het grootboek"), _("leveringen tot en met nummer %(number)s") % {"number": edition.snapshot}),
    ]
    if edition.content_sha256:
        facts.append((_("Kenmerk"), edition.content_sha256[:SHOWN_HASH]))
    return " · ".join(f"{name}: {text}" for name, text in facts)


def _within(frame: Frame, one: EditionFigure) -> Around:
    """Return what stands around a figure inside the paper of its edition, which has said the rest once."""
    explained = (Text(one.explanation),) if one.explanation else ()
    whole = around(frame, one)
    return replace(whole, kept=Kept(answer=whole.kept.answer, notes=explained))


def _figures(frame: Frame, group: Sequence[EditionFigure]) -> tuple[Block, ...]:
    first, figures = group[0], [contents.figure_of(one) for one in group]
    indicator = as_frozen(first)
    if indicator is None:
        return (Text(first.explanation),) if first.explanation else ()
    return figure_blocks(indicator, figures[0], figures[1:], _within(frame, first))


def _topic(frame: Frame, topic: Topic, group: Sequence[EditionFigure]) -> Section:
    """Return one question: answer, drawings and tables, what it means, what is hidden and why, passport and address."""
    facts = (
        (_("Wat meet dit?"), topic.definition),
        (_("Bescherming van kleine aantallen"), topic.protected),
        (_("Paspoort"), topic.passport),
        (_("Adres"), frame.at(group[0])),
    )
    return Section(topic.title, (Text(topic.answer), *_figures(frame, group), Facts(facts)))


def _sections(frame: Frame, view: EditionView, figures: Sequence[EditionFigure]) -> Iterator[Section]:
    yield Section("", (*notes_of(frame.edition), *map(Text, view.paragraphs[1:])))
    if view.topics:
        yield Section(_("In het kort"), (Facts(tuple((topic.title, topic.answer) for topic in view.topics)),))
    for topic, group in zip(view.topics, queries.by_indicator(figures).values(), strict=True):
        yield _topic(frame, topic, group)
    yield Section(_("Zo leest u deze cijfers"), (Facts(reading_guide()),))


def report_of(frame: Frame, figures: Sequence[EditionFigure]) -> Paper:
    """Return the whole edition as one paper."""
    edition, view = frame.edition, edition_view(frame.edition, figures, frame.called, frame.region, drawn=False)
    return Paper(
        title=edition.title,
        lead=_lead(view),
        answer=view.paragraphs[0] if view.paragraphs else "",
        sections=tuple(_sections(frame, view, figures)),
        line=_passport(edition, view),
        address=frame.address,
        moment=Published(edition.day, edition.snapshot).moment.replace(tzinfo=UTC),
        language=language(),
        publisher=frame.region.name,
        banner=banner_of(frame),
    )
