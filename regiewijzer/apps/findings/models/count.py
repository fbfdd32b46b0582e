"""How many findings stood open at the end of each month, and the moments at which the register was brought up to date."""

from django.db import models


class MonthCount(models.Model):
    """Open findings of one rule and owner at the end of a month (named by its first day); of the running month, as of now."""

    month = models.DateField()
    rule = models.CharField(max_length=20)
    owner_role = models.CharField(max_length=30)
    owner_code = models.CharField(max_length=20, blank=True)
    findings = models.PositiveIntegerField()
    cents = models.BigIntegerField(null=True)

    class Meta:
        """One number per month, rule and owner."""

        constraints = (models.UniqueConstraint(fields=("month", "rule", "owner_role", "owner_code"), name="month_count_once"),)
        indexes = (models.Index(fields=("owner_role", "owner_code", "month"), name="month_count_of_owner"),)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.rule} {self.owner_role} {self.owner_code}: {self.findings}"


class Reconciliation(models.Model):
    """One time that the register was laid beside what the checks found in a snapshot."""

    snapshot = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    new = models.PositiveIntegerField()
    gone = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    still = models.PositiveIntegerField()

    class Meta:
        """Newest first."""

        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"snapshot {self.snapshot} at {self.at:%Y-%m-%d %H:%M}"
