"""The files that a page offers, in one list."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from regiewijzer.web.papers import Form


@dataclass(frozen=True, slots=True)
class Downloads:
    """A list of files with its name: per file the name of its form and its address. `of`: what parts it from other lists."""

    label: str
    files: tuple[tuple[str, str], ...]
    of: str = ""


def _files(csv: str, workbook: str, paper: str, subject: Sequence[str], query: str) -> tuple[tuple[str, str], ...]:
    views = {"CSV": csv, "Excel": workbook} | {form.label: f"{paper}_{form}" for form in Form}
    asked = f"?{query}" if query else ""
    return tuple((name, reverse(f"monitor:{view}", args=subject) + asked) for name, view in views.items())


def downloads_of_page(indicator_id: str, query: str) -> Downloads:
    """Return the files of a figure with its choice."""
    return Downloads(_("Downloaden"), _files("download", "download_workbook", "paper", [indicator_id], query))


def downloads_of_breakdown(indicator_id: str, query: str, per: str) -> Downloads:
    """Return the files of a breakdown."""
    files = _files("download_breakdown", "download_breakdown_workbook", "breakdown", [indicator_id], query)
    return Downloads(_("Uitsplitsing %(per)s downloaden") % {"per": per}, files)


def downloads_of_part(analysis_id: str, part_id: str, title: str, query: str) -> Downloads:
    """Return the files of a part of an analysis; its title is heard only, for it stands right above the list."""
    files = _files("analysis_download", "analysis_workbook", "analysis", [analysis_id, part_id], query)
    return Downloads(_("Downloaden"), files, title)


def downloads_of_frozen(figure_id: str) -> Downloads:
    """Return the files of a frozen figure."""
    return Downloads(_("Downloaden"), _files("frozen_download", "frozen_workbook", "frozen", [figure_id], ""))
