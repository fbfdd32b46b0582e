"""The interface itself: routes, errors, and the published description."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from regiewijzer.apps.api.access import READS, NeedsToken
from regiewijzer.apps.api.openapi import published
from regiewijzer.apps.api.problems import handle_problems
from regiewijzer.apps.api.routes.definitions import router as definitions
from regiewijzer.apps.api.routes.deliveries import router as deliveries
from regiewijzer.apps.api.routes.figures import router as figures
from regiewijzer.apps.api.routes.forecasts import router as forecasts
from regiewijzer.apps.api.routes.scenarios import router as scenarios
from regiewijzer.apps.api.version import VERSION
from regiewijzer.web.access import open_to_everyone, with_rule


class Api(NinjaAPI):
    """The framework's interface with our description."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Return the description, with what the design rules ask of it."""
        schema = super().get_openapi_schema(**options)
        published(schema)
        return schema


api = Api(
    title="Regiewijzer",
    version=VERSION,
    description=(
        "Figures, forecasts, scenarios, definitions, goals and deliveries of a youth-care region. One token per organisation."
    ),
    docs_url=None,  # a page with scripts of others would need a hole in the content policy
    openapi_url="/openapi.json",
    urls_namespace="api",
    auth=READS,
)
handle_problems(api)
for router in (definitions, figures, forecasts, scenarios, deliveries):
    api.add_router("", router)


def _ruled(pattern: URLPattern) -> URLPattern:
    """Return the address with its rule: the description is for everyone, the rest for who has a token."""
    view: Callable[..., Any] = pattern.callback
    if pattern.name == "openapi-json":
        open_to_everyone(view)
    else:
        view.login_required = False  # type: ignore[attr-defined]  # a token, no session
        with_rule(view, NeedsToken())
    return pattern


urlpatterns = [_ruled(one) for one in api.urls[0]]
