"""What stands beside every figure: what is counted, by whom it was defined, and how far to trust it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regiewijzer.apps.monitor.presenters.overview import source_names, sources_of
from regiewijzer.apps.monitor.presenters.subject import as_of_day, said
from regiewijzer.definitions.goals import load_goal_trees
from regiewijzer.definitions.indicators_types import Indicator, IndicatorKind, Unit
from regiewijzer.figures.figure import Figure, Passport
from regiewijzer.figures.values import Value, ValueState
from regiewijzer.web import numbers


@dataclass(frozen=True, slots=True)
class Badge:
    """A short verdict with a tone: good | warn | bad."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Definition:
    """The definition in the language of the page. `earlier`: versions that were replaced, newest first."""

    what: str
    why: str
    rows: tuple[tuple[str, str], ...]
    quality: tuple[Badge, ...]
    known_until: str
    sources: str
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """An indicator to read beside this one."""

    indicator_id: str
    title: str


def kind_name(kind: IndicatorKind) -> str:
    """Return whether it is about structure, process or outcome."""
    return {
        IndicatorKind.STRUCTURE: _("structuur"),
        IndicatorKind.PROCESS: _("proces"),
        IndicatorKind.OUTCOME: _("uitkomst"),
    }[kind]


def _at_risk(found: Value) -> Iterator[Badge]:
    """Yield what part has an open finding; nothing where that is hidden, or none has."""
    if found.state is ValueState.UNKNOWN:
        yield Badge(_("controles tussen berichten nog niet uitgevoerd"), "warn")
    elif found.number:
        text = _("%(share)s %% van de gegevens met een open bevinding") % {"share": numbers.number(found.number * 100, 1)}
        yield Badge(text, "good" if found.number < 0.02 else "warn" if found.number < 0.1 else "bad")


def quality_of(passport: Passport) -> tuple[Badge, ...]:
    """Return what a reader must know before leaning on the figure."""
    badges = []
    expected, present = passport.completeness.get("expected"), passport.completeness.get("present")
    if isinstance(expected, int) and isinstance(present, int) and expected:
        share = present / expected
        text = _("%(share)s van de verwachte leveringen binnen") % {"share": numbers.percent(share)}
        badges.append(Badge(text, "good" if share >= 0.95 else "warn" if share >= 0.8 else "bad"))
    badges += _at_risk(passport.at_risk_share)
    if passport.reconstructed_share.number:
        text = _("%(share)s met gereconstrueerd moment van ontvangst") % {
            "share": numbers.percent(passport.reconstructed_share.number, 0)
        }
        badges.append(Badge(text, "warn"))
    return tuple(badges)


def definition_of(indicator: Indicator, figure: Figure) -> Definition:
    """Return the definition panel of a figure."""
    rows = (
        (_("Teller"), said(indicator.numerator)),
        (_("Noemer"), said(indicator.denominator)),
        (_("Telt niet mee"), said(indicator.excluded)),
        (_("Soort"), kind_name(indicator.kind)),
        (_("Doel"), "; ".join(_goals_of(indicator.id)) or _("geen")),
        (_("Eigenaar"), indicator.author),
        (_("Vastgesteld door"), indicator.checker),
        (_("Definitie"), _definition_version(indicator.version, indicator.reviewed_on)),
        (_("Bekend tot en met"), numbers.full_date(as_of_day(figure))),
        (_("Stand van het grootboek"), _("levering %(number)s") % {"number": figure.passport.snapshot}),
        *settings_of(figure.passport),
    )
    return Definition(
        said(indicator.definition),
        said(indicator.why_it_matters),
        rows,
        quality_of(figure.passport),
        known_until=numbers.full_date(as_of_day(figure)),
        sources=sources_in_words(indicator),
        earlier=tuple(one.version for one in reversed(indicator.earlier)),
    )


def settings_of(passport: Passport) -> tuple[tuple[str, str], ...]:
    """Return the settings of the region behind a figure, named and in words."""
    days = passport.settings.get("trajectory_gap_days")
    if days is None:
        return ()
    text = ngettext("hooguit %(days)s dag (instelling van de regio)", "hooguit %(days)s dagen (instelling van de regio)", days)
    return ((_("Onderbreking binnen een traject"), text % {"days": days}),)


def _goals_of(indicator: str) -> tuple[str, ...]:
    """Return the goals that are followed with the indicator, over all trees, each once."""
    found = (said(goal.title) for tree in load_goal_trees().values() for goal in tree.goals_of(indicator))
    return tuple(dict.fromkeys(found))


def sources_in_words(indicator: Indicator) -> str:
    """Return where it comes from: in the words of the definition, else the names of what its query reads."""
    if indicator.sources:
        return said(indicator.sources).rstrip(".")
    used, named = sources_of(indicator), source_names((indicator,))
    return ", ".join(name for source, name in named.items() if source in used)


def related_of(indicator: Indicator, everything: Mapping[str, Indicator]) -> tuple[Related, ...]:
    """Return the indicators to read beside this one; one that is not there any more is left out."""
    return tuple(Related(one, said(everything[one].title)) for one in indicator.related if one in everything)


def _definition_version(version: str, reviewed_on: date) -> str:
    return _("versie %(version)s, vastgesteld op %(day)s") % {"version": version, "day": numbers.full_date(reviewed_on)}


def rounding_note(indicator: Indicator, passport: Passport) -> str:
    """Return what the gate did, in a sentence."""
    threshold = passport.disclosure.get("threshold")
    if not threshold:
        return ""
    hidden = _("Cijfers over 1 tot en met %(most)s jongeren zijn afgeschermd.") % {"most": int(threshold) - 1}
    units = {outcome.unit for outcome in indicator.outcomes}
    if Unit.CENTS in units and "rounding_cents" in passport.disclosure:
        step = numbers.euros(int(passport.disclosure["rounding_cents"]))
        return f"{hidden} " + _("Bedragen zijn afgerond op %(step)s.") % {"step": step}
    if units & {Unit.YOUTHS, Unit.PEOPLE}:
        return f"{hidden} " + _("Aantallen zijn afgerond op %(step)s.") % {"step": passport.disclosure.get("rounding", 1)}
    return hidden
