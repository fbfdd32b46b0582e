"""What is kept of findings in the process database."""

from regiewijzer.apps.findings.models.count import MonthCount, Reconciliation
from regiewijzer.apps.findings.models.finding import Finding
from regiewijzer.apps.findings.models.group import Group, Involved
from regiewijzer.apps.findings.models.line import LONGEST, Line

__all__ = ["LONGEST", "Finding", "Group", "Involved", "Line", "MonthCount", "Reconciliation"]
