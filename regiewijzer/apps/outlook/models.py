"""Which forecasts are published. The forecasts themselves are files that nobody changes, see `pipeline/forecast_store.py`."""

from django.db import models


class PublishedForecast(models.Model):
    """A forecast that readers outside the service organisation may see."""

    run_id = models.CharField(max_length=30, unique=True)
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.CharField(max_length=150)

    class Meta:
        """Newest first."""

        ordering = ("-published_at", "-pk")

    def __str__(self) -> str:
        return self.run_id
