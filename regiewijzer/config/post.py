"""Send what waits to be mailed; run by the command line once a day."""

from pathlib import Path

from regiewijzer.config.preparation import migrate, start_django


def send_digests(home: Path) -> int:
    """Mail each user what is new; return the number of mails."""
    start_django(home)
    migrate()
    from regiewijzer.apps.post.service import send_digests as send

    return send()
