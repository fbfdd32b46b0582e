"""All addresses, in Dutch: users see them."""

from django.urls import include, path

urlpatterns = [
    path("", include("regiewijzer.apps.intake.urls")),
    path("", include("regiewijzer.apps.findings.urls")),
    path("", include("regiewijzer.apps.monitor.urls")),
    path("", include("regiewijzer.apps.offer.urls")),
    path("", include("regiewijzer.apps.outlook.urls")),
    path("", include("regiewijzer.apps.contracts.urls")),
    path("", include("regiewijzer.apps.cycle.urls")),
    path("", include("regiewijzer.apps.publications.urls")),
    path("", include("regiewijzer.apps.accounts.urls")),
    path("", include("regiewijzer.apps.audit.urls")),
    path("", include("regiewijzer.apps.register.urls")),
    path("", include("regiewijzer.apps.remarks.urls")),
    path("", include("regiewijzer.apps.signals.urls")),
    path("", include("regiewijzer.apps.post.urls")),
    path("api/v1/", include("regiewijzer.apps.api.urls")),
    path("", include("regiewijzer.web.urls")),
]
handler400 = "regiewijzer.web.errors.bad_request"
handler403 = "regiewijzer.web.errors.forbidden"
handler404 = "regiewijzer.web.errors.not_found"
handler500 = "regiewijzer.web.errors.server_error"
