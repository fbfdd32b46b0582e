"""How one organisation names the columns of a table."""

from django.db import models


class SavedMapping(models.Model):
    """The column mapping of an organisation for a table, as JSON (`regiewijzer.extracts.mapping`)."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="mappings")
    table = models.CharField(max_length=60)
    mapping = models.TextField()
    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.CharField(max_length=150)

    class Meta:
        """One per organisation and table."""

        ordering = ("table",)
        constraints = (models.UniqueConstraint(fields=("organisation", "table"), name="mapping_once"),)

    def __str__(self) -> str:
        return f"mapping of {self.table}"
