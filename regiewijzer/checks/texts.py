"""Says in Dutch or English why a rule did not run."""

from collections.abc import Sequence

from regiewijzer.checks.definitions import REGION_LISTS, load_checks
from regiewijzer.checks.run import NotRun, Reason
from regiewijzer.definitions.extracts import load_extract_tables


def _listed(words: Sequence[str], *, english: bool) -> str:
    return (" and " if english else " en ").join(words)


_REGION_FILE = {
    "municipality": ("Het regiobestand noemt geen gemeenten.", "The region file names no municipalities."),
    "provider": ("Het regiobestand noemt geen aanbieders.", "The region file names no providers."),
    "expected_sender": ("Het regiobestand noemt geen verwachte afzenders.", "The region file names no expected senders."),
}


def _without_lists(missing: Sequence[str], *, english: bool) -> str:
    for one in missing:
        if one in REGION_LISTS:
            return _REGION_FILE[one][english]
    titles = [load_extract_tables()[one].title for one in missing]
    if english:
        return f"No extract {_listed([one.en for one in titles], english=True)} is loaded."
    return f"Er is geen extract {_listed([one.nl for one in titles], english=False)} geladen."


def why_not_run(gap: NotRun, language: str = "nl") -> str:
    """Return the reason as one sentence for the reader."""
    english = language.lower().startswith("en")
    match gap.reason:
        case Reason.NO_SOURCE:
            reason = load_checks()[gap.rule].not_run
            assert reason is not None, gap.rule
            return reason.in_language(language)
        case Reason.NOTHING_TO_CHECK:
            messages = ", ".join(gap.missing or load_checks()[gap.rule].rule.messages)
            return f"No message {messages} is loaded." if english else f"Er is geen bericht {messages} geladen."
        case Reason.LIST_MISSING:
            return _without_lists(gap.missing, english=english)
        case Reason.OTHER_SIDE_MISSING:
            missing = _listed(gap.missing, english=english)
            if english:
                return f"No {missing} of municipality {gap.municipality_code} is loaded to hold its {gap.message_type} against."
            return f"Van gemeente {gap.municipality_code} is geen {missing} geladen om de {gap.message_type} mee te vergelijken."
