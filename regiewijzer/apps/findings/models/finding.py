"""One finding of a group: a place in a message where the rule is broken."""

from django.db import models

from regiewijzer.apps.findings.models.group import Group


class Finding(models.Model):
    """`identity` lasts as long as the place does, see `pipeline.findings_open`. `gone_on`: the day on which it was no longer
    found, empty while it is open; `returns`: how often it came back after that.
    """

    identity = models.CharField(max_length=32, primary_key=True)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="findings")
    severity = models.CharField(max_length=20)
    message_id = models.CharField(max_length=64, blank=True, db_index=True)
    message_type = models.CharField(max_length=60, blank=True)
    municipality_code = models.CharField(max_length=20, blank=True)
    provider_code = models.CharField(max_length=20, blank=True)
    dated_on = models.DateField(null=True)
    path = models.CharField(max_length=300, blank=True)
    ordinal = models.PositiveIntegerField(null=True)
    value = models.CharField(max_length=300, blank=True)
    source_file = models.CharField(max_length=500, blank=True)
    source_member = models.CharField(max_length=300, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    return_code = models.CharField(max_length=10, blank=True)
    cents = models.BigIntegerField(null=True)
    found_on = models.DateField()
    gone_on = models.DateField(null=True, blank=True)
    returns = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """Paged per group: what touches most first."""

        indexes = (models.Index(fields=("group", "gone_on", "-cents", "identity"), name="finding_rows_of_group"),)

    def __str__(self) -> str:
        return self.identity
