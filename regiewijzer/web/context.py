"""What every page knows: the region, whether its figures are invented, the other language, the version."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from regiewijzer import __version__
from regiewijzer.web.home import current_region


def installation(request: HttpRequest) -> dict[str, object]:
    """Context processor."""
    region = current_region()
    return {
        "region_name": region.name,
        "invented": region.invented,
        "other_languages": [(code, name) for code, name in settings.LANGUAGES if code != get_language()],
        "program_version": __version__,
        "section": request.resolver_match.app_name if request.resolver_match else "",
    }
