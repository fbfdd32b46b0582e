"""Template tags of the pages."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePath

from django import template
from django.template import Context
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from regiewijzer.web import access, numbers

register = template.Library()
register.filter("month", numbers.month)
register.filter("short_month", numbers.short_month)
register.filter("full_date", numbers.full_date)
register.filter("number", numbers.number)
register.filter("euros", numbers.euros)

# "</script>" or "<!--" inside a text would end the element; JSON reads these escapes as the same characters.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def element_data(data: dict[str, object], element_id: str) -> SafeString:
    """Return a data element beside the element of that id, for the script that makes it interactive."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return format_html('<script type="application/json" id="{}-data">{}</script>', element_id, mark_safe(text))  # noqa: S308 (escaped above)


@register.filter
def short_path(path: str) -> str:
    """Return the end of a path: folders of the machine say nothing to a reader, those of the delivery do."""
    parts = PurePath(path).parts
    return "/".join(parts[-3:]) if PurePath(path).is_absolute() else path


@register.filter
def at(found: Mapping[str, object], key: str) -> object:
    """Return the item of a mapping, or nothing."""
    return found.get(key, "")


@register.filter
def utc_moment(moment: datetime) -> str:
    """Return a moment of the ledger (UTC without zone) in words, on the clock of the reader."""
    return formats.date_format(timezone.localtime(moment.replace(tzinfo=UTC)), "j F Y H:i")


@register.filter
def utc_day(moment: datetime) -> str:
    """Return the day of a moment of the ledger in words, on the clock of the reader."""
    return numbers.full_date(timezone.localtime(moment.replace(tzinfo=UTC)).date())


@register.simple_tag(takes_context=True)
def may_open(context: Context, view_name: str) -> bool:
    """Tell whether the reader may open the page of that name; nobody may where a page knows no reader."""
    user = context.get("user")
    return user is not None and access.may_open(user, view_name)
