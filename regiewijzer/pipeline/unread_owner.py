"""Who owns a finding in a file that could not be read: the sender whose folder the file stands in.

Such a file says nothing of its sender, yet somebody must mend it; the folder that it is put in names the sender, as it does for
extracts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from regiewijzer.extracts.senders import Sender
from regiewijzer.figures.finding import Finding, OwnerRole
from regiewijzer.ledger.region import Region
from regiewijzer.pipeline.senders import sender_of_path


def owned_by_folder(findings: Iterable[Finding], region: Region) -> Iterator[Finding]:
    """Yield the findings; one without a known sender gets that of the folder, where a folder is named after one."""

    @cache  # one archive may hold thousands of them
    def sender(file: str) -> Sender | None:
        return sender_of_path(Path(file), region)

    for one in findings:
        owner = sender(one.source_file) if one.owner_role is OwnerRole.DELIVERER and one.owner_code is None else None
        yield one if owner is None else replace(one, owner_role=owner.role, owner_code=owner.code)
