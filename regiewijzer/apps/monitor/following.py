"""A line that someone can follow: one outcome of one indicator, for one choice of its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from regiewijzer.apps.monitor import grains, queries
from regiewijzer.apps.monitor.dimensions import BY_FIELD
from regiewijzer.apps.monitor.forms import Days, FigureForm
from regiewijzer.apps.monitor.presenters.lasting import NotJudged, lasting_changes, rule_for
from regiewijzer.apps.monitor.presenters.lasting import in_words as lasting_in_words
from regiewijzer.apps.monitor.presenters.subject import Subject, said, series_of, subject_of
from regiewijzer.apps.monitor.shown import names_of
from regiewijzer.definitions.indicators_types import Indicator, Outcome
from regiewijzer.figures.scope import Scope, Where, rows_in_scope
from regiewijzer.indicators.change_detection import Signal
from regiewijzer.ledger.home import Home
from regiewijzer.ledger.region import Region

NEWS_FOR = 12  # months: a change that could be seen longer ago than this is no news
OUTCOME = "reeks"


class NoSuchLine(LookupError):
    """The indicator, or its outcome, is not defined (any more)."""


@dataclass(frozen=True, slots=True)
class Line:
    """`choice` is the query of the page without day and layout, its fields in a fixed order; empty is the whole region."""

    indicator_id: str
    outcome: str
    choice: str = ""

    @property
    def where(self) -> Where:
        """The chosen codes per dimension, as a figure asks for them."""
        chosen = dict(parse_qsl(self.choice))
        return tuple((one.code, (chosen[field],)) for field, one in BY_FIELD.items() if field in chosen)


@dataclass(frozen=True, slots=True)
class LineInWords:
    """What a line is called: the question, its outcome, and the choice."""

    title: str
    outcome: str
    choice: str

    def __str__(self) -> str:
        return f"{self.outcome}, {self.choice}"


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a line on a day. `changes`: those that last, oldest first; None when nothing can be told."""

    day: date
    snapshot: int
    subject: Subject
    changes: tuple[Signal, ...] | None

    def is_news(self, change: Signal) -> bool:
        """Tell whether a change came in sight within a year before the newest settled period."""
        newest, grain = self.subject.period, self.subject.grain
        return newest is not None and change.period > grains.following(newest, grain, -NEWS_FOR // grains.STEP[grain])

    def is_same(self, first: date, second: date, tolerance: int) -> bool:
        """Tell whether two periods are at most so many periods apart."""
        low, high = sorted((first, second))
        return grains.following(low, self.subject.grain, tolerance) >= high


def _why_not(line: Line) -> NotJudged | None:
    indicator, outcome = _defined(line)
    rule = rule_for(series_of(indicator, outcome.code), outcome, indicator.grain)
    return rule if isinstance(rule, NotJudged) else None


def may_follow(line: Line) -> bool:
    """Tell whether a rule can judge the line."""
    return _why_not(line) is None


def why_not_followed(line: Line) -> str:
    """Say why the line cannot be followed, in the words of the page; empty when it can."""
    match _why_not(line):
        case NotJudged.YEARLY:
            return _(
                "Dit cijfer komt één keer per jaar. In een handvol getallen is een verandering niet van toeval te onderscheiden, "
                "daarom kunt u het niet volgen."
            )
        case NotJudged.LIMIT:
            return _("Deze reeks is een grens rond een ander cijfer en beweegt daarmee mee. Volg dat cijfer zelf.")
        case _:
            return ""


def line_of(form: FigureForm) -> Line:
    """Return the line of a valid choice."""
    chosen = dict(form.where())
    pairs = [(field, chosen[one.code][0]) for field, one in BY_FIELD.items() if one.code in chosen]
    return Line(form.indicator.id, form.outcome(), urlencode(pairs))


def line_in(query: Mapping[str, str], indicator_id: str, *, home: Home, region: Region, scope: Scope) -> Line | None:
    """Return the line that an address asks, None for a choice that is not there.

    NoSuchLine when there is no such indicator, NothingLoaded without figures, OutsideScope for another's organisation.
    """
    indicator = queries.indicators().get(indicator_id)
    if indicator is None:
        raise NoSuchLine(indicator_id)
    first, newest = queries.known_days(home, scope)
    asked = {name: query[name] for name in (*BY_FIELD, OUTCOME) if query.get(name)}
    days = Days(first, newest, newest)
    form = FigureForm(asked, indicator=indicator, names=names_of(home, region), scope=scope, days=days)
    rows_in_scope(scope, (), form.named())
    return line_of(form) if form.is_valid() else None


def address_of(line: Line, day: date | None = None) -> str:
    """Return the address of the page that shows the line, now or as known on a day."""
    indicator = queries.indicators().get(line.indicator_id)
    is_first = indicator is None or line.outcome == next(indicator.outcomes).code
    more = [] if is_first else [(OUTCOME, line.outcome)]
    more += [("peildatum", day.isoformat())] if day else []
    query = urlencode([*parse_qsl(line.choice), *more])
    return reverse("monitor:indicator", args=[line.indicator_id]) + (f"?{query}" if query else "")


def _defined(line: Line) -> tuple[Indicator, Outcome]:
    """Return what is defined of the line; NoSuchLine when it is not there any more."""
    indicator = queries.indicators().get(line.indicator_id)
    outcome = next((one for one in indicator.outcomes if one.code == line.outcome), None) if indicator else None
    if indicator is None or outcome is None:
        raise NoSuchLine(f"{line.indicator_id}: {line.outcome}")
    return indicator, outcome


def in_words(line: Line, home: Home, region: Region) -> LineInWords:
    """Return what the line is called; NoSuchLine when it is no longer defined."""
    indicator, outcome = _defined(line)
    called = names_of(home, region)
    places = [called.get(name, {}).get(code, code) for name, codes in line.where for code in codes]
    return LineInWords(said(indicator.title), said(outcome.label), ", ".join(places) or _("de hele regio"))


def look_at(home: Home, line: Line, scope: Scope) -> Look:
    """Return what this reader can know now of the line, through the same gate as its page.

    NoSuchLine when it is no longer defined; NothingLoaded, OutsideScope or OffTheMenu when this reader may not ask it.
    """
    indicator, outcome = _defined(line)
    _first, newest = queries.known_days(home, scope)
    request = queries.request_for(indicator, home=home, day=newest, scope=scope, where=line.where)
    subject = subject_of(indicator, queries.figure(home, request, scope))
    return Look(newest, request.snapshot or 0, subject, lasting_changes(subject, outcome))


def change_in_words(line: Line, change: Signal) -> str:
    """Return a change of the line in words; NoSuchLine when it is no longer defined."""
    indicator, _outcome = _defined(line)
    return lasting_in_words(change, indicator.grain)
