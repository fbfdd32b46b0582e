"""A group of findings: one rule, one owner, one cause. It is what an owner answers and what a conversation is about."""

import uuid

from django.db import models

from regiewijzer.apps.findings.states import State


class Group(models.Model):
    """Findings that share rule, owner and cause (see `pipeline.findings_open`); there is one for ever, also when it was mended.

    `open_findings` and `cents` are of what is open now; `cents` is None when no claim is touched. `version` grows with every
    step, so that who answers on an older page is told. `due_on`: the last day of the term; `waived_until`: the last day that
    the waiver (asked or given) holds.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rule = models.CharField(max_length=20)
    owner_role = models.CharField(max_length=30)
    owner_code = models.CharField(max_length=20, blank=True)
    cause = models.CharField(max_length=100, blank=True)
    severity = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    version = models.PositiveIntegerField(default=1)
    open_findings = models.PositiveIntegerField(default=0)
    cents = models.BigIntegerField(null=True)
    found_on = models.DateField()
    due_on = models.DateField()
    waived_until = models.DateField(null=True, blank=True)
    mended_on = models.DateField(null=True, blank=True)

    class Meta:
        """One per rule, owner and cause; a waiver has an end, and what is mended has nothing open."""

        constraints = (
            models.UniqueConstraint(fields=("rule", "owner_role", "owner_code", "cause"), name="finding_group_once"),
            models.CheckConstraint(name="finding_group_state_known", condition=models.Q(state__in=State.values)),
            models.CheckConstraint(
                name="finding_waiver_has_end",
                condition=~models.Q(state__in=(State.WAIVED, State.ASKED)) | models.Q(waived_until__isnull=False),
            ),
            models.CheckConstraint(
                name="finding_mended_is_gone",
                condition=models.Q(state=State.MENDED, open_findings=0, mended_on__isnull=False)
                | (~models.Q(state=State.MENDED) & models.Q(open_findings__gt=0, mended_on__isnull=True)),
            ),
        )
        indexes = (
            models.Index(fields=("owner_role", "owner_code", "state"), name="finding_group_of_owner"),
            models.Index(fields=("state", "due_on"), name="finding_group_due"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.owner_role} {self.owner_code} {self.cause}".strip()


class Involved(models.Model):
    """An organisation on the other side of the messages that was asked into the conversation."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="involved")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="+")
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=("group", "organisation"), name="involved_once"),)

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.group_id}"
