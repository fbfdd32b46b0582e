"""Which forecasts are published, and which scenarios were asked. Forecasts and outcomes are files that nobody changes."""

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


class Scenario(models.Model):
    """A scenario that somebody made: what is assumed (as `definitions/what_if.py` writes it down). It is never changed."""

    title = models.CharField(max_length=150)
    told = models.JSONField()
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField(auto_now_add=True)
    is_shared = models.BooleanField(default=False)  # with everyone who may see the forecast under it

    class Meta:
        """Newest first."""

        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.title


class Calculation(models.Model):
    """A scenario on one forecast: `outcome_id` names what came of it, empty while it waits; `fault` says why nothing did."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="calculations")
    run_id = models.CharField(max_length=30)
    outcome_id = models.CharField(max_length=30, blank=True)
    fault = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first; a scenario is worked out once on a forecast."""

        ordering = ("-asked_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("scenario", "run_id"), name="one_calculation_per_forecast"),)

    def __str__(self) -> str:
        return f"{self.scenario_id} {self.run_id}"


class WarningThreshold(models.Model):
    """From which chance of overspending a municipality is warned; above 1 never."""

    municipality_code = models.CharField(max_length=20, unique=True)
    chance = models.FloatField()
    set_by = models.CharField(max_length=150)
    set_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.municipality_code} {self.chance}"


class BudgetWarning(models.Model):
    """What was told last of a budget: whether the chance of overspending is at or above the threshold.

    `published`: told to the municipality, of a published forecast; else to the service organisation, of any.
    """

    municipality_code = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    published = models.BooleanField()
    is_over = models.BooleanField()
    run_id = models.CharField(max_length=30)
    told_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One per budget and audience."""

        constraints = (models.UniqueConstraint(fields=("municipality_code", "year", "published"), name="one_warning_per_budget"),)

    def __str__(self) -> str:
        return f"{self.municipality_code} {self.year}"
